<?cs set:page.nav = "account" ?><?cs set:page.title = "缴纳费用" ?><?cs include:"lib/portal_head.cs" ?>
<p class="crumbs"><a href="/account">账户中心</a> › 缴纳费用</p>
<h1><?cs if:order.state == "paid" ?>费用已缴清<?cs elif:order.state == "closed" ?>费用已取消<?cs else ?>缴纳费用<?cs /if ?></h1>
<?cs call:error_summary() ?>
<?cs if:order.state == "closed" ?><div class="banner">账户类型变更后不再收费，这笔费用无需缴纳。若您已经付款，款项将由财务人员原路退回。</div><?cs /if ?>
<section class="card reading status <?cs if:order.state == "paid" ?>status-done<?cs
	elif:order.state == "open" ?>status-wait<?cs /if ?>">
	<?cs call:order_summary() ?>
<?cs if:order.state == "open" ?><?cs call:pay_ways("/account/order/" + order.id) ?>
<p class="small muted">支付成功后账户立即恢复或启用，通常在一分钟内更新。</p><?cs /if ?></section>
<?cs if:order.state == "open" ?>
<section class="card reading" id="link"><h2>请同事付款</h2>
<p>生成一个付款链接发给财务同事，对方无需登录即可付款。链接只能用来查看和支付这一笔费用。</p>
<?cs if:link.until ?><p class="banner">已有一个付款链接，有效期至 <?cs var:link.until ?>。重新生成后旧链接失效。</p><?cs /if ?>
<div class="actions">
	<form method="post" action="/account/order/<?cs var:order.id ?>/link">
		<?cs call:tokens() ?><button class="button button-quiet" type="submit"><?cs if:link.until ?>重新生成<?cs
			else ?>生成付款链接<?cs /if ?></button>
	</form>
<?cs if:link.until ?>
	<form method="post" action="/account/order/<?cs var:order.id ?>/revoke">
		<?cs call:tokens() ?><button class="link" type="submit">撤销链接</button>
	</form>
<?cs /if ?>
</div>
</section>
<?cs if:bank.account_number ?><section class="card reading" id="bank"><h2>对公转账</h2>
<dl class="summary"><div><dt>户名</dt><dd><?cs var:bank.account_name ?></dd></div>
<div><dt>账号</dt><dd><?cs var:bank.account_number ?></dd></div>
<div><dt>开户行</dt><dd><?cs var:bank.name ?></dd></div>
<div><dt>金额</dt><dd><?cs call:yuan(order.figures) ?>（须一次足额）</dd></div>
<div><dt>附言</dt><dd><?cs var:order.account ?></dd></div></dl>
<?cs if:transfer.state == "declared" || transfer.state == "matched" ?>
	<p class="banner banner-wait">
		您已登记：<?cs var:transfer.payer_name ?> 于 <?cs var:transfer.declared_on ?>
			转账。<?cs if:transfer.state == "matched" ?>已查到银行入账，正在复核。<?cs else ?>财务人员核对银行入账后更新，一般为 1–2 个工作日。
		<?cs /if ?>
	</p>
<?cs elif:transfer.state == "rejected" && transfer.note ?><p class="banner banner-wrong">上次登记未能对上：<?cs var:transfer.note ?></p><?cs /if ?>
<?cs if:transfer.state != "matched" ?><h3><?cs if:transfer.state == "declared" ?>更正登记<?cs else ?>转账后请登记<?cs /if ?></h3>
<form method="post" action="/account/order/<?cs var:order.id ?>/bank">
	<?cs call:tokens() ?><?cs call:field("payer_name", "text") ?><?cs call:field("declared_on", "text") ?>
	<div class="actions"><?cs call:submit("登记转账") ?></div>
</form>
<?cs /if ?>
</section>
<?cs /if ?>
<?cs elif:order.state == "paid" ?>
<section class="card reading" id="invoice"><h2>发票</h2>
<?cs if:invoice.state == "issued" ?>
	<p class="banner banner-done">发票已开具，号码 <span class="num"><?cs var:invoice.number ?></span>，已发送至您填写的邮箱。</p>
<?cs elif:invoice.state == "exported" ?><p class="banner">发票正在开具，信息不能再修改。</p>
<?cs else ?><?cs if:invoice.state == "requested" ?><p class="banner">已收到开票信息，开具前可以修改。</p><?cs /if ?>
<form method="post" action="/account/order/<?cs var:order.id ?>/invoice">
	<?cs call:tokens() ?><?cs call:field("invoice_title", "text") ?><?cs call:field("tax_number", "text") ?><?cs
		call:field_choices("invoice_kind", Label.account.invoice) ?><?cs call:field("invoice_email", "email") ?>
	<div class="actions"><?cs call:submit("保存开票信息") ?></div>
</form>
<?cs /if ?>
</section>
<?cs /if ?>
<?cs include:"lib/portal_foot.cs" ?>
