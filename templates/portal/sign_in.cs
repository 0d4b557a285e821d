<?cs set:page.title = "登录" ?><?cs set:page.crumb = "登录" ?><?cs include:"lib/portal_head.cs" ?>
<div class="narrow">
<h1>登录</h1>
<p>还没有注册？<a href="/register">游客注册</a>。账户已开立的代表请到<a href="/account/sign-in">账户中心</a>登录。</p>
<?cs if:done == "out" ?><div class="banner banner-done" role="status">您已安全退出。</div>
<?cs elif:done == "reset" ?><div class="banner banner-done" role="status">密码已更换，请用新密码登录。</div><?cs /if ?>
<?cs call:error_summary() ?>
<form class="card" method="post" action="/sign-in"><?cs call:tokens() ?>
<?cs call:field("username", "text") ?>
<?cs call:field("password", "password") ?>
<div class="actions"><?cs call:submit("登录") ?><a href="/forgot">忘记密码</a></div>
</form></div>
<?cs include:"lib/portal_foot.cs" ?>
