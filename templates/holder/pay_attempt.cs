<?cs set:page.title = "支付" ?><?cs include:"lib/portal_head.cs" ?>
<?cs if:attempt.state == "paid" ?>
	<section class="card reading status status-done"><?cs call:tag("done", "支付成功") ?><h1>费用已缴清</h1>
		<?cs call:order_summary() ?>
<?cs if:own ?><div class="actions"><a class="button" href="/account/order/<?cs var:order.id ?>">查看订单与发票</a></div><?cs /if ?></section>
<?cs elif:order.state == "closed" ?>
	<section class="card reading status"><?cs call:tag("plain", "已取消") ?><h1>这笔费用已取消，无需付款</h1>
		<p>账户类型变更后不再收费。若您已经付款，款项将由财务人员原路退回。</p>
<?cs if:own ?><div class="actions"><a href="/account">返回账户中心</a></div><?cs /if ?></section>
<section class="card reading"><?cs call:order_summary() ?></section>
<?cs else ?><section class="card reading status status-wait">
<?cs if:attempt.state == "wanted" ?><?cs call:tag("going", "正在准备") ?><h1>正在连接<?cs var:Label.provider[attempt.provider].name ?></h1>
<p role="status"><?cs if:attempt.waits ?>支付平台暂时没有回应，系统正在重试。您也可以返回，换一种方式支付。<?cs else ?>请稍候，通常只需几秒，本页会自动更新。<?cs /if ?></p>
<?cs elif:attempt.url || qr.path ?><?cs call:tag("wait", "待支付") ?><h1><?cs
	var:Label.provider[attempt.provider].ask ?></h1>
<?cs if:qr.path ?>
	<svg class="qr" viewBox="-4 -4 <?cs var:#qr.size + #8 ?> <?cs var:#qr.size + #8 ?>" role="img" aria-label="<?cs
		var:Label.provider[attempt.provider].name ?>二维码">
		<rect x="-4" y="-4" width="<?cs var:#qr.size + #8 ?>" height="<?cs var:#qr.size + #8 ?>"
			class="qr-ground"/><path d="<?cs var:qr.path ?>"/>
	</svg>
<?cs else ?><p><a class="button" href="<?cs var:attempt.url ?>" rel="noreferrer">前往<?cs
	var:Label.provider[attempt.provider].name ?></a></p><?cs /if ?>
<p>应付 <strong class="amount"><?cs call:yuan(order.figures) ?></strong>，请在 <span class="num"><?cs var:attempt.until ?></span> 前完成。</p>
<?cs elif:attempt.state == "over" || attempt.state == "closed" ?><?cs call:tag("plain", "已过期") ?><h1>本次支付已过期</h1>
	<p>没有扣款。如需支付，请返回重新发起。若您已经付款，请勿重复支付，稍后刷新本页查看。</p>
<?cs elif:attempt.state == "failed" ?><?cs call:tag("wrong", "未能发起") ?><h1>支付平台没有受理</h1><p>没有扣款。请返回换一种方式支付，或稍后再试。</p>
<?cs else ?><?cs call:tag("going", "正在确认") ?><h1>正在确认支付结果</h1><p role="status">请勿重复付款，本页会自动更新。</p><?cs /if ?>
<div class="actions">
	<form method="post" action="/pay/<?cs var:attempt.reference ?>/ask">
		<?cs call:tokens() ?><button class="button button-quiet" type="submit">我已支付，刷新结果</button>
	</form>
<?cs if:own ?><a href="/account/order/<?cs var:order.id ?>">返回订单</a><?cs /if ?></div>
</section>
<section class="card reading"><?cs call:order_summary() ?></section><?cs /if ?>
<?cs include:"lib/portal_foot.cs" ?>
