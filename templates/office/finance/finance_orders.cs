<?cs set:page.nav = "finance" ?><?cs set:page.title = "订单" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<div class="headline"><h1>订单</h1>
<form method="get" action="/office/finance/orders" class="search" role="search">
	<label class="hidden" for="text">查找订单</label><input id="text" name="text" value="<?cs var:values.text ?>"
		maxlength="120" autocomplete="off" placeholder="机构、信用代码、账户、订单号、单号、交易号"><button
		class="button button-quiet" type="submit">查找</button>
</form>
</div>
<?cs call:finance_tabs("orders") ?>
<p class="filter">
	<?cs if:values.text ?>
		“<?cs var:values.text ?>”的查找结果　<a href="/office/finance/orders">全部订单</a><?cs
			else ?><a href="/office/finance/orders"<?cs if:!values.state ?> aria-current="true"<?cs
			/if ?>>全部</a> <a href="/office/finance/orders?state=open"<?cs if:values.state == "open" ?>
			aria-current="true"<?cs /if ?>>待缴</a>
			<a href="/office/finance/orders?state=paid"<?cs if:values.state == "paid" ?>
			aria-current="true"<?cs /if ?>>已缴清</a>
			<a href="/office/finance/orders?state=closed"<?cs if:values.state == "closed" ?>
			aria-current="true"<?cs /if ?>>已取消</a>
	<?cs /if ?>
</p>
<?cs if:subcount(row) > #0 ?>
<table class="list">
	<thead>
		<tr><th scope="col">机构</th><th scope="col">交易账户</th><th scope="col" class="num">金额（元）</th>
			<th scope="col">状态</th><th scope="col">最近一次支付</th><th scope="col">生成</th><th scope="col">缴费
			</th>
		</tr>
	</thead><tbody>
<?cs each:x = row ?>
	<tr>
		<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a></td>
		<td data-label="交易账户" class="figures"><?cs var:x.account_number ?></td>
		<td data-label="金额（元）" class="num figures"><?cs var:x.amount_fen_figures ?></td>
		<td data-label="状态"><?cs
			call:tag(Label.finance.order_tone[x.state], Label.finance.order[x.state]) ?></td>
		<td data-label="最近一次支付"><?cs
			if:x.transfer_state ?>对公转账 <?cs var:Label.finance.transfer[x.transfer_state] ?><?cs elif:x.provider ?><?cs
					var:Label.provider[x.provider].name ?>
				<?cs var:Label.finance.attempt[x.attempt_state] ?><?cs if:x.problem ?>
					<span class="bad">有问题</span><?cs /if ?><?cs else ?><span class="muted-inline">没有</span><?cs
		/if ?></td>
		<td data-label="生成" class="figures nowrap"><?cs var:x.created_at ?></td>
		<td data-label="缴费" class="figures nowrap"><?cs var:x.paid_at ?></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?>
	<p class="empty">
		<?cs if:values.text ?>
			没有找到。可以输入机构名称的开头（至少两个字），或完整的统一社会信用代码、交易账户号、订单号、本系统单号、支付平台交易号、银行流水号。<?cs else ?>没有订单。
		<?cs /if ?>
	</p>
<?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
