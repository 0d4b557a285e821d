<?cs set:page.title = "账户激活" ?><?cs set:page.nav = "activate" ?><?cs set:page.crumb = "账户激活" ?><?cs
	include:"lib/portal_head.cs" ?><?cs include:"lib/code_help.cs" ?>
<div class="narrow">
<h1>账户激活</h1>
<p>开户成功后，登录名和一次性激活码以短信（注册登记账户）或邮件（交易账户）发送给代表本人，7 日内有效。</p>
<?cs call:error_summary() ?><?cs if:code_sent ?>
	<div class="banner banner-done" role="status">短信验证码已发送至代表本人的手机，10 分钟内有效。请填写验证码并设置自己的密码。</div>
<?cs /if ?>
<form class="card" method="post" action="/activate">
	<?cs call:tokens() ?><button class="hidden" type="submit" tabindex="-1" aria-hidden="true">提交</button>
<?cs call:field("login", "text") ?>
<?cs call:field("activation_code", "text") ?>
<?cs call:code_field("sms_code", "/activate/code") ?>
<details class="code-help" id="no-code"<?cs if:code_sent || error_count > #0 ?> open<?cs /if ?>><summary>没收到短信？
	</summary>
	<ul><li><strong>核对登录名和激活码</strong>。都正确才会发送验证码，发到这位代表开户时登记的手机。</li>
<?cs call:code_steps("") ?>
<li>
	<strong>还是没有</strong>：<?cs if:help.wait.minutes || help.wait.seconds ?><?cs call:code_wait(help.wait) ?><?cs
		else ?>请等 1 分钟后<?cs /if ?><button class="link" type="submit"
		formaction="/activate/code">重新获取验证码</button>。同一号码每分钟 1 次、每小时 5 次、每天 10 次。
</li>
<li>没有收到登录名和激活码、手机号已经更换，或多次都收不到，请致电 <span class="num"><?cs var:help.phone ?></span>（交易机构，工作时间）。</li></ul></details>
<?cs call:field("password", "password") ?>
<?cs call:field("password_again", "password") ?>
<div class="actions"><?cs call:submit("激活账户") ?><a href="/account/sign-in">已经激活，去登录</a></div>
</form></div>
<?cs include:"lib/portal_foot.cs" ?>
