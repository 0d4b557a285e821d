<?cs set:page.nav = "finance" ?><?cs set:page.title = "退款" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>退款</h1></div>
<?cs call:finance_tabs("refunds") ?>
<?cs call:refusals() ?>
<section id="surplus"><h2>可以退的款</h2>
<?cs if:subcount(surplus) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">机构</th><th scope="col">渠道</th><th scope="col">交易号</th>
				<th scope="col" class="num">金额（元）</th><th scope="col">付款时间</th>
				<?cs if:may.finance ?><th scope="col">提出退款</th><?cs /if ?>
			</tr>
		</thead><tbody>
<?cs each:x = surplus ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.order_url ?>"><?cs var:x.org_name ?></a><span class="muted figures"><?cs
				var:x.account_number ?></span>
		</td>
		<td data-label="渠道"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="交易号" class="figures code"><?cs var:x.trade_no ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="付款时间" class="figures nowrap"><?cs var:x.paid_at ?><?cs if:x.state == "held" ?>
			<a href="/office/finance/held">时间异常</a><?cs /if ?></td>
		<?cs if:may.finance ?>
			<td><form method="post" action="/office/finance/refunds" class="row-form">
					<?cs call:tokens() ?><input type="hidden" name="payment"
						value="<?cs var:x.id ?>"><label class="hidden"
						for="reason-<?cs var:x.id ?>">退款原因</label><input
						id="reason-<?cs var:x.id ?>" name="reason"
						value="<?cs var:x.reason ?>" maxlength="200"
						placeholder="原因，例如：重复缴费"<?cs if:x.typed && error.reason ?>
						aria-invalid="true"<?cs /if ?>><button class="button button-small"
						type="submit">提出退款</button>
				</form>
			</td>
		<?cs /if ?>
	</tr>
<?cs /each ?></tbody></table><?cs else ?><p class="empty">没有需要退的款。</p><?cs /if ?></section>
<h2 class="after" id="list">退款记录</h2>
<?cs if:subcount(row) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">机构</th><th scope="col">渠道</th><th scope="col" class="num">金额（元）</th>
				<th scope="col">状态</th><th scope="col">原因</th><th scope="col">提出</th>
				<th scope="col">审批</th><th scope="col">完成</th>
			</tr>
		</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a></td>
		<td data-label="渠道"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.refund_tone[x.state], Label.finance.refund[x.state])
				?><?cs if:x.problem ?><span class="problem"><?cs call:problem_words(x) ?></span><?cs
		/if ?></td><td data-label="原因"><?cs var:x.reason ?></td>
		<td data-label="提出"><?cs var:x.proposer ?><span class="muted figures"><?cs var:x.proposed_at ?></span>
		</td>
		<td data-label="审批"><?cs
			var:x.decider ?><?cs if:x.decided_at ?><span class="muted figures"><?cs var:x.decided_at ?></span><?cs
		/if ?></td>
		<td data-label="完成" class="figures nowrap"><?cs var:x.done_at ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?><p class="empty">还没有退款。</p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
