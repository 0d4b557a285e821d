<?cs set:page.nav = "finance" ?><?cs set:page.title = "对账" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs # what a result means, and what to do ?>
<?cs def:result_words(x) ?><?cs if:x.result == "differs" ?>平台账单与本系统的金额不同，请到商户平台核实。<?cs
	elif:x.result == "only_there" && x.kind == "payment" ?>平台收了款，本系统没有入账。<?cs if:x.attempt_state ?>系统已自动再次查询<?cs
	if:x.asked_at ?>（<span class="figures"><?cs var:x.asked_at ?></span>）<?cs /if ?>，<?cs
	if:x.attempt_state == "settled" ?>现已入账，重新核对后即一致。<?cs elif:x.problem ?><?cs call:problem_words(x) ?>。<?cs
	else ?>还没有结果。<?cs /if ?><?cs else ?>本系统没有这个单号，请核实是否其他系统使用同一商户号。<?cs /if ?><?cs
	elif:x.result == "only_there" ?>平台退了款，本系统没有这笔退款，或还没有记为完成。<?cs
	elif:x.result == "only_here" && x.kind == "refund" ?>本系统已记为退款，平台账单里没有，请到商户平台核实；接近零点的可能在相邻一天。<?cs
	elif:x.result == "only_here" ?>本系统已入账，平台账单里没有，请到商户平台核实；接近零点的可能在相邻一天。<?cs else ?>一致<?cs /if ?><?cs /def ?>
<?cs with:d = day.0 ?>
<p class="crumbs"><a href="/office/finance/bills">对账</a></p>
<div class="headline">
	<div class="headline-words">
		<h1><?cs var:Label.provider[d.provider].name ?> <span class="figures"><?cs var:d.day ?></span></h1>
<p class="muted">
	<?cs if:d.problem ?>
		<span class="bad"><?cs call:problem_words(d) ?>，已试 <?cs var:d.tries ?>
			次</span><?cs elif:d.compared_at ?>核对于 <span class="figures"><?cs
			var:d.compared_at ?></span><?cs else ?>还没有核对<?cs /if ?><?cs if:d.next_at ?>，将于
			<span class="figures"><?cs var:d.next_at ?></span> 取回
	<?cs /if ?>
</p>
</div>
<?cs if:may.decide ?>
	<form method="post" action="/office/finance/bill/<?cs var:d.provider ?>/<?cs var:d.day ?>/again">
		<?cs call:tokens() ?><button class="button button-quiet" type="submit">重新取回并核对</button>
	</form>
<?cs /if ?>
</div>
<?cs call:refusals() ?>
<dl class="facts">
	<div><dt>平台合计</dt><dd class="figures"><?cs call:yuan(sum.there) ?></dd></div>
	<div><dt>本系统合计</dt><dd class="figures"><?cs call:yuan(sum.here) ?></dd></div>
	<div><dt>相差</dt>
		<dd class="figures<?cs if:sum.off ?> bad<?cs /if ?>"><?cs
			if:sum.off ?><?cs call:yuan(sum.off) ?><?cs else ?>0.00<?cs
		/if ?></dd>
	</div>
</dl>
<?cs if:subcount(row) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">结果</th><th scope="col">类别</th><th scope="col">号码</th>
				<th scope="col" class="num">平台（元）</th><th scope="col" class="num">本系统（元）</th>
				<th scope="col">订单</th><th scope="col">说明</th>
			</tr>
		</thead><tbody>
<?cs each:x = row ?>
	<tr id="row-<?cs var:x.id ?>">
		<td data-label="结果" class="nowrap"><?cs
			if:x.settled_at && x.result != "matched" ?><?cs
				call:tag("plain", Label.finance.result[x.result]) ?><?cs else ?><?cs
					call:tag(Label.finance.result_tone[x.result], Label.finance.result[x.result]) ?><?cs
		/if ?></td>
		<td data-label="类别" class="nowrap"><?cs var:Label.finance.bill_kind[x.kind] ?></td>
		<td data-label="号码" class="figures code"><?cs var:x.number ?></td>
		<td data-label="平台（元）" class="num figures nowrap"><?cs
			if:x.kind == "refund" && x.there_fen_figures ?>−<?cs /if ?><?cs
		var:x.there_fen_figures ?></td>
		<td data-label="本系统（元）" class="num figures nowrap"><?cs
			if:x.kind == "refund" && x.here_fen_figures ?>−<?cs /if ?><?cs
		var:x.here_fen_figures ?></td>
		<td data-label="订单" class="nowrap"><?cs
			if:x.order_url ?><a href="<?cs var:x.order_url ?>">查看</a><?cs
		/if ?></td>
		<td data-label="说明"><?cs
			if:x.settled_at ?><?cs
				var:x.note ?><span class="muted"><?cs var:x.settled_name ?>
					<span class="figures"><?cs var:x.settled_at ?></span></span><?cs
					elif:x.result != "matched" ?><?cs call:result_words(x) ?><?cs if:may.finance ?>
					<form method="post" action="/office/finance/bill/<?cs var:d.provider ?>/<?cs
						var:d.day ?>/explain" class="row-form">
						<?cs call:tokens() ?><input type="hidden" name="row"
							value="<?cs var:x.id ?>"><input type="hidden" name="matched"
							value="<?cs var:place.matched ?>"><input type="hidden"
							name="after" value="<?cs var:place.after ?>"><label
							class="hidden" for="note-<?cs var:x.id ?>">说明</label><input
							id="note-<?cs var:x.id ?>" name="note"
							value="<?cs var:x.typed_note ?>" maxlength="200"
							placeholder="核实结果"<?cs if:x.typed && error.note ?>
							aria-invalid="true"<?cs /if ?>><button
							class="button button-quiet button-small" type="submit">说明差异</button>
					</form>
				<?cs /if ?><?cs
		/if ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">后面的</a></p>
<?cs /if ?><?cs elif:place.after ?><p class="empty">后面没有了。</p>
<?cs else ?><p class="empty">这一天没有往来。</p><?cs /if ?>
<?cs /with ?>
<?cs include:"lib/office_foot.cs" ?>
