<?cs set:page.title = "账户中心" ?><?cs set:page.nav = "account" ?><?cs include:"lib/portal_head.cs" ?>
<h1><?cs var:account.org_name ?></h1>
<p class="muted"><?cs var:Label.account.role[holder.role] ?>　<?cs
	var:holder.name ?>　登录名 <span class="num"><?cs var:holder.login ?></span>
</p>
<div class="banner banner-done">两个账户已自动绑定，绑定日期 <?cs var:bound_on ?>，无需手动操作。</div>
<div class="columns columns-wide">
<section class="card" id="trading"><h2>交易账户</h2>
<dl class="summary">
<div><dt>账户号码</dt><dd><?cs var:account.trading_number ?></dd></div>
<div><dt>状态</dt><dd><?cs call:tag(Label.account.tag[account.trading_state], Label.account.trading[account.trading_state]) ?></dd></div>
<div><dt>账户类型</dt><dd><?cs var:Label.choice.kind[account.kind] ?></dd></div>
<div><dt>开立日期</dt><dd><?cs var:opened_on ?></dd></div>
<?cs if:paid_until ?><div><dt>年费有效期至</dt><dd><?cs var:paid_until ?></dd></div><?cs /if ?>
<?cs if:due.figures ?>
	<div><dt>待缴</dt>
		<dd><?cs call:yuan(due.figures) ?>（<?cs each:x = due.line ?><?cs if:!first(x) ?>＋<?cs /if ?><?cs
			var:Label.account.fee[x.item] ?> <?cs var:x.figures ?><?cs /each ?>）<br><span class="muted"><?cs var:due.capital ?></span></dd>
	</div>
<?cs /if ?>
</dl>
<p><?cs var:Label.account.meaning[account.trading_state] ?></p>
<?cs if:due.url ?><div class="actions"><a class="button" href="<?cs var:due.url ?>">缴纳费用</a></div><?cs /if ?>
<?cs if:subcount(order) > #0 ?><h3>缴费记录</h3>
	<ul class="plain-list">
		<?cs each:o = order ?>
			<li>
				<a href="<?cs var:o.url ?>"><span class="num"><?cs var:o.date ?></span>　<?cs call:yuan(o.figures) ?>　<?cs
				if:o.state == "paid" ?>已缴，有效期至 <span class="num"><?cs
					var:o.valid_until ?></span><?cs elif:o.state == "closed" ?>已取消<?cs
					else ?>待缴<?cs /if ?></a>
			</li>
		<?cs /each ?>
	</ul>
<?cs /if ?>
</section>
<section class="card" id="registry"><h2>注册登记账户</h2>
<dl class="summary">
<div><dt>账户号码</dt><dd><?cs var:account.registry_number ?></dd></div>
<div><dt>状态</dt><dd><?cs call:tag(Label.account.tag[account.registry_state], Label.account.registry[account.registry_state]) ?></dd></div>
<div><dt>统一社会信用代码</dt><dd><?cs var:account.uscc ?></dd></div>
<div><dt>开立日期</dt><dd><?cs var:opened_on ?></dd></div>
</dl></section>
</div>
<?cs include:"lib/portal_foot.cs" ?>
