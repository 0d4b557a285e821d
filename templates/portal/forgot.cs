<?cs set:page.title = "忘记密码" ?><?cs set:page.crumb = "忘记密码" ?><?cs include:"lib/portal_head.cs" ?>
<div class="narrow">
<h1>忘记密码</h1>
<p>填写用户名和注册时的手机号码，用短信验证码设置新密码。</p>
<?cs call:error_summary() ?><?cs if:code_sent ?><div class="banner banner-done" role="status">如果用户名与手机号码相符，验证码已发送，10 分钟内有效。</div><?cs /if ?>
<form class="card" method="post" action="/forgot"><?cs call:tokens() ?><button class="hidden" type="submit" tabindex="-1" aria-hidden="true">提交</button>
<?cs call:field("username", "text") ?>
<?cs call:field("mobile", "tel") ?>
<div class="with-button"><?cs call:field("code", "text") ?><button class="button button-quiet button-small" type="submit" formaction="/forgot/code">获取验证码</button></div>
<?cs call:field("password", "password") ?>
<?cs call:field("password_again", "password") ?>
<div class="actions"><?cs call:submit("设置新密码") ?></div>
</form></div>
<?cs include:"lib/portal_foot.cs" ?>
