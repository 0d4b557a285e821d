<?cs set:page.nav = "apply" ?><?cs set:page.title = "确认联系方式" ?><?cs set:page.crumb = "确认联系方式" ?><?cs
	include:"lib/portal_head.cs" ?><?cs include:"lib/code_help.cs" ?>
<div class="reading">
<h1>确认交易代表的手机和邮箱</h1>
<p>审核消息和邮寄通知发到手机，交易账户信息发到邮箱，请用验证码确认都能收到。</p>
<?cs call:error_summary() ?>
<?cs each:c = contact ?>
<section class="card narrow" id="f-<?cs var:c.field ?>" tabindex="-1">
<div class="slot-head-plain">
	<h2><?cs if:c.channel == "sms" ?>手机<?cs else ?>电子邮箱<?cs /if ?></h2>
	<?cs if:c.confirmed == "1" ?>
		<?cs call:tag("done", "已确认") ?><?cs elif:c.masked ?><?cs call:tag("wait", "待确认") ?><?cs else ?><?cs
			call:tag("plain", "未填写") ?>
	<?cs /if ?>
</div>
<?cs if:!c.masked ?><p>请先在<a href="/apply/section/trader">交易代表</a>中填写。</p>
<?cs elif:c.confirmed == "1" ?><p class="num"><?cs var:c.masked ?></p>
	<p class="small muted">如在<a href="/apply/section/trader">交易代表</a>中改动，需要重新确认。</p>
<?cs else ?>
<p class="num"><?cs var:c.masked ?>　<a class="small" href="/apply/section/trader#f-<?cs var:c.field ?>">修改</a></p>
<?cs if:sent == c.field && c.help.live ?>
	<div class="banner banner-done" role="status">
		验证码已发送至 <span class="num"><?cs var:c.masked ?></span>，10分钟内有效。<?cs if:c.channel == "mail" ?>没有收到请查看垃圾邮件。
		<?cs /if ?>
	</div>
<?cs /if ?>
<?cs if:error[c.field] ?><p class="error"><?cs var:error[c.field] ?></p>
<?cs elif:error.code && values.contact == c.field ?><p class="error"><?cs var:error.code ?></p><?cs /if ?>
<form method="post" action="/apply/confirm/send">
	<?cs call:tokens() ?><input type="hidden" name="contact" value="<?cs var:c.field ?>"><button
		class="button button-quiet button-small" type="submit"><?cs if:c.help.live ?>重新发送验证码<?cs
		else ?>发送验证码<?cs /if ?></button>
</form>
<form class="with-button code-form" method="post" action="/apply/confirm">
	<?cs call:tokens() ?><input type="hidden" name="contact" value="<?cs var:c.field ?>">
	<div class="field">
		<label for="code-<?cs var:c.field ?>">6位验证码</label><input id="code-<?cs var:c.field ?>" name="code"
			inputmode="numeric" autocomplete="one-time-code" maxlength="32">
	</div><button class="button" type="submit">确认</button>
</form>
<details class="code-help" id="no-code-<?cs var:c.field ?>"<?cs if:sent == c.field || error[c.field] ?> open<?cs /if ?>>
	<summary><?cs if:c.channel == "sms" ?>没收到短信？<?cs else ?>没收到邮件？<?cs /if ?></summary>
	<ul><?cs call:code_fate(c.help) ?>
<?cs if:c.channel == "sms" ?><?cs call:code_steps(c.masked) ?><?cs else ?><li><strong>先等 1 分钟</strong>。验证码 10 分钟内有效，只有最近一次的有效。</li>
<li><strong>核对地址</strong>：<span class="num"><?cs var:c.masked ?></span>。</li>
<li><strong>查看垃圾邮件</strong>，以及单位邮件网关的隔离区。</li><?cs /if ?>
<li><form class="inline" method="post" action="/apply/confirm/send"><?cs call:tokens() ?><input type="hidden"
	name="contact" value="<?cs var:c.field ?>"><strong>还是没有</strong>：<?cs call:code_wait(c.help.wait) ?><button
	class="link" type="submit">重新获取验证码</button></form>。同一<?cs if:c.channel == "sms" ?>号码<?cs else ?>地址<?cs /if ?>每分钟 1 次、每小时 5 次、每天 10 次。
</li>
<li>
	一直收不到，请<a href="/apply/section/trader#f-<?cs var:c.field ?>">换一个<?cs if:c.channel == "sms" ?>手机号<?cs
		else ?>邮箱<?cs /if ?></a>，或致电 <span class="num"><?cs var:help.phone ?></span>（交易机构，工作时间）。
</li>
</ul>
</details>
<?cs /if ?>
</section>
<?cs /each ?>
<div class="actions"><a class="button button-quiet" href="/apply">返回清单</a></div>
</div>
<?cs include:"lib/portal_foot.cs" ?>
