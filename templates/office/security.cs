<?cs set:page.title = "登录与密码" ?><?cs include:"lib/office_head.cs" ?>
<?cs include:"lib/security.cs" ?>
<section class="card reading"><h2>验证器</h2>
<p>手机上的动态码可以代替短信验证码：收不到短信也能登录和审批。</p>
<p><a class="button button-quiet" href="/office/authenticator">设置验证器</a></p></section>
<?cs include:"lib/office_foot.cs" ?>
