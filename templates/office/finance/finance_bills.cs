<?cs set:page.nav = "finance" ?><?cs set:page.title = "对账" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>对账</h1></div>
<?cs call:finance_tabs("bills") ?>
<p class="muted">每天 10:30 后自动取回前一天的支付平台账单，逐笔与本系统核对。只在平台账单里的，系统会自动再查询一次。</p>
<?cs if:subcount(row) > #0 ?>
	<table class="list">
		<thead>
			<tr><th scope="col">账单日</th><th scope="col">渠道</th><th scope="col">结果</th>
				<th scope="col" class="num">一致</th><th scope="col" class="num">已说明</th>
				<th scope="col" class="num">平台合计（元）</th><th scope="col" class="num">本系统合计（元）</th>
				<th scope="col" class="num">相差</th><th scope="col">核对时间</th>
			</tr>
		</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell figures nowrap"><a href="<?cs var:x.url ?>"><?cs var:x.day ?></a></td>
		<td data-label="渠道"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="结果"><?cs
			if:x.problem ?><?cs
				call:tag("wrong", "没有取到") ?><span class="muted"><?cs
					call:problem_words(x) ?></span><?cs elif:x.state == "wanted" ?><?cs
					call:tag("going", "等待账单") ?><?cs elif:x.open > #0 ?><?cs
					call:tag("wrong", "差异 " + x.open + " 笔") ?><?cs else ?><?cs
					call:tag("done", "没有差异") ?><?cs
		/if ?></td>
		<td data-label="一致" class="num figures"><?cs var:x.matched ?></td>
		<td data-label="已说明" class="num figures"><?cs var:x.explained ?></td>
		<td data-label="平台合计（元）" class="num figures"><?cs var:x.there ?></td>
		<td data-label="本系统合计（元）" class="num figures"><?cs var:x.here ?></td>
		<td data-label="相差" class="num figures"><?cs
			if:x.off ?><strong class="bad"><?cs var:x.off ?></strong><?cs
		/if ?></td>
		<td data-label="核对时间" class="figures nowrap"><?cs var:x.compared_at ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?><p class="empty">还没有账单。</p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
