<?cs set:page.title = "游客注册" ?><?cs set:page.crumb = "游客注册" ?><?cs include:"lib/portal_head.cs" ?><?cs include:"lib/code_help.cs" ?>
<div class="narrow">
<h1>游客注册</h1>
<p>注册后即可填写开户申请。请妥善保管用户名和密码，审核期间凭此查看进度、修改信息。已经注册？<a href="/sign-in">登录</a></p>
<?cs call:error_summary() ?><?cs if:code_sent ?>
	<div class="banner banner-done" role="status">验证码已发送，10 分钟内有效。为安全起见，密码需要重新填写。</div>
<?cs /if ?>
<form class="card" method="post" action="/register">
	<?cs call:tokens() ?><button class="hidden" type="submit" tabindex="-1" aria-hidden="true">提交</button>
<?cs call:field("username", "text") ?>
<?cs call:field("mobile", "tel") ?>
<?cs call:code_field("code", "/register/code") ?>
<details class="code-help" id="no-code"<?cs if:code_sent || error_count > #0 ?> open<?cs /if ?>><summary>没收到短信？
	</summary><ul><?cs call:code_steps(help.to) ?>
<?cs call:code_another(help, "/register/code") ?>
<li>多次都收不到，请换一个手机号，或致电 <span class="num"><?cs var:help.phone ?></span>（交易机构，工作时间）。</li></ul></details>
<?cs call:field("password", "password") ?>
<?cs call:field("password_again", "password") ?>
<div class="actions"><?cs call:submit("注册") ?></div>
</form></div>
<?cs include:"lib/portal_foot.cs" ?>
