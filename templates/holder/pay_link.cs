<?cs set:page.title = "代付费用" ?><?cs include:"lib/portal_head.cs" ?>
<h1>CCER 交易账户费用</h1>
<?cs call:error_summary() ?>
<?cs if:order.state == "paid" ?><div class="banner banner-done">这笔费用已经缴清，无需再付。</div>
<?cs elif:order.state == "closed" ?><div class="banner">这笔费用已取消，无需付款。若您已经付款，款项将由财务人员原路退回。</div>
<?cs elif:own ?>
	<div class="banner">
		这就是付款链接：请复制浏览器地址栏中的网址，发给负责付款的同事。收到的人只能查看和支付这一笔费用，30
			天内有效，可随时<a href="/account/order/<?cs var:order.id ?>#link">撤销</a>。
	</div>
<?cs /if ?>
<section class="card reading status <?cs if:order.state == "paid" ?>status-done<?cs
	elif:order.state == "open" ?>status-wait<?cs /if ?>">
	<?cs call:order_summary() ?>
<?cs if:order.state == "open" ?><?cs call:pay_ways("/pay/link/" + token) ?>
<p class="small muted">请确认机构名称和金额后再付款。</p><?cs /if ?></section>
<?cs include:"lib/portal_foot.cs" ?>
