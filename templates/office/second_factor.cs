<?cs set:page.title = "短信验证" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"lib/code_help.cs" ?>
<div class="narrow">
<h1>短信验证</h1>
<?cs call:refusals() ?>
<?cs if:!help.live ?>
	<p class="banner banner-wait">没有可用的验证码：现在没有向 <strong class="figures"><?cs var:mobile_masked ?></strong> 发送。<?cs
		call:code_wait(help.wait) ?></p>
<?cs elif:help.fate == "dead" || help.fate == "undelivered" ?>
	<p class="banner banner-wait">发往 <strong class="figures"><?cs var:mobile_masked ?></strong> 的验证码没有送到，原因见下面。</p>
<?cs elif:help.fate == "sent" || help.fate == "delivered" ?>
	<p>验证码已于 <span class="figures"><?cs var:help.at ?></span> 发送至 <strong class="figures"><?cs
		var:mobile_masked ?></strong>，10分钟内有效。</p>
<?cs else ?>
	<p>正在向 <strong class="figures"><?cs var:mobile_masked ?></strong> 发送验证码，10分钟内有效。</p>
<?cs /if ?>
<form method="post" action="/office/second-factor" class="stack">
<?cs call:tokens() ?>
<label for="code">6位验证码</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="32" class="figures" required autofocus>
<button class="button" type="submit">登录</button></form>
<details class="code-help after"
	id="no-code"<?cs if:error_count > #0 || !help.live || help.fate == "dead" || help.fate == "undelivered" || help.fate == "held" ?>
	open<?cs /if ?>>
	<summary>没收到短信？</summary><ul><?cs call:code_fate(help) ?>
<?cs call:code_steps(mobile_masked) ?>
<li>
	<form class="inline" method="post" action="/office/second-factor/resend"><?cs
		call:tokens() ?><strong>还是没有</strong>：<?cs call:code_wait(help.wait) ?><button class="link"
		type="submit">重新发送</button></form>
</li>
<li>手机号已经更换，或一直收不到，请联系本单位的系统安全管理员。</li></ul></details>
</div>
<?cs include:"lib/office_foot.cs" ?>
