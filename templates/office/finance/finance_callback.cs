<?cs set:page.nav = "finance" ?><?cs set:page.title = "通知原文" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/finance/finance_macros.cs" ?>
<?cs with:x = callback.0 ?>
<p class="crumbs">
	<a href="/office/finance/callbacks">未采信的通知</a><?cs if:x.order_url ?>　<a href="<?cs var:x.order_url ?>">订单</a>
	<?cs /if ?>
</p>
<div class="headline">
	<h1>
		<?cs var:Label.provider[x.provider].name ?>的通知
			<?cs call:tag(Label.finance.verdict_tone[x.verdict], Label.finance.verdict[x.verdict]) ?>
	</h1>
</div>
<dl class="facts">
	<div><dt>收到</dt><dd class="figures"><?cs var:x.received_at ?></dd></div>
	<div><dt>来自</dt><dd class="figures"><?cs var:x.ip ?></dd></div>
	<?cs if:x.reference ?><div><dt>所称单号</dt><dd class="figures"><?cs var:x.reference ?></dd></div><?cs /if ?>
</dl>
<section class="card"><h2>签名用的头部</h2><pre class="raw"><?cs if:x.headers ?><?cs var:x.headers ?><?cs else ?>（没有）<?cs /if ?></pre></section>
<section class="card"><h2>正文（原样保存）</h2><pre class="raw"><?cs var:x.body ?></pre></section>
<p class="muted">查看原文已记入审计。</p>
<?cs /with ?>
<?cs include:"lib/office_foot.cs" ?>
