<?cs set:page.title = "账户中心登录" ?><?cs set:page.crumb = "账户中心登录" ?><?cs include:"lib/portal_head.cs" ?>
<div class="narrow">
<h1>账户中心登录</h1>
<p>使用激活时的登录名和您设置的密码。还没有激活？<a href="/activate">激活账户</a>。查询开户申请请到<a href="/sign-in">游客登录</a>。</p>
<?cs if:done == "activated" ?><div class="banner banner-done" role="status">账户已激活，请登录。</div>
<?cs elif:done == "out" ?><div class="banner banner-done" role="status">您已安全退出。</div><?cs /if ?>
<?cs call:error_summary() ?>
<form class="card" method="post" action="/account/sign-in"><?cs call:tokens() ?>
<?cs call:field("login", "text") ?>
<?cs call:field("password", "password") ?>
<div class="actions"><?cs call:submit("登录") ?></div>
</form></div>
<?cs include:"lib/portal_foot.cs" ?>
