<?cs set:page.nav = "finance" ?><?cs set:page.title = "未采信的通知" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<p class="crumbs"><a href="/office/finance">财务</a></p>
<h1>未采信的通知</h1>
<?cs call:finance_tabs("today") ?>
<p class="muted">近 7 天支付平台（或冒充者）发来而没有入账的通知。每条都按原样保存，没有改变任何订单。</p>
<?cs if:subcount(row) > #0 ?>
<table class="list">
	<thead>
		<tr><th scope="col">收到</th><th scope="col">渠道</th><th scope="col">结论</th><th scope="col">来自</th>
			<th scope="col">所称单号</th><th scope="col">订单</th>
		</tr>
	</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell figures nowrap"><a href="/office/finance/callback/<?cs var:x.id ?>"><?cs var:x.received_at ?></a>
		</td>
		<td data-label="渠道"><?cs var:Label.provider[x.provider].name ?></td>
		<td data-label="结论"><?cs
			call:tag(Label.finance.verdict_tone[x.verdict], Label.finance.verdict[x.verdict]) ?></td>
		<td data-label="来自" class="figures"><?cs var:x.ip ?></td>
		<td data-label="所称单号" class="figures code"><?cs var:x.reference ?></td>
		<td data-label="订单"><?cs if:x.order_url ?><a href="<?cs var:x.order_url ?>">查看</a><?cs /if ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?><p class="empty">近 7 天没有。</p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
