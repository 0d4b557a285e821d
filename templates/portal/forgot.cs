<?cs set:page.title = "忘记密码" ?><?cs set:page.crumb = "忘记密码" ?><?cs include:"lib/portal_head.cs" ?><?cs include:"lib/code_help.cs" ?>
<div class="narrow">
<h1>忘记密码</h1>
<p>填写用户名和注册时的手机号码，用短信验证码设置新密码。</p>
<?cs call:error_summary() ?><?cs if:code_sent ?><div class="banner banner-done" role="status">如果用户名与手机号码相符，验证码已发送，10 分钟内有效。</div><?cs /if ?>
<form class="card" method="post" action="/forgot">
	<?cs call:tokens() ?><button class="hidden" type="submit" tabindex="-1" aria-hidden="true">提交</button>
<?cs call:field("username", "text") ?>
<?cs call:field("mobile", "tel") ?>
<?cs call:code_field("code", "/forgot/code") ?>
<details class="code-help" id="no-code"<?cs if:code_sent || error_count > #0 ?> open<?cs /if ?>><summary>没收到短信？
	</summary>
	<ul><li><strong>核对用户名</strong>。用户名与注册时的手机号码相符，才会发送；为保护您的信息，不相符时页面也不提示。</li>
<?cs call:code_steps(help.to) ?>
<?cs call:code_another(help, "/forgot/code") ?>
<li>手机号已经不用，或多次都收不到，请致电 <span class="num"><?cs var:help.phone ?></span>（交易机构，工作时间）。</li></ul></details>
<?cs call:field("password", "password") ?>
<?cs call:field("password_again", "password") ?>
<div class="actions"><?cs call:submit("设置新密码") ?></div>
</form></div>
<?cs include:"lib/portal_foot.cs" ?>
