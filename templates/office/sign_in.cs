<?cs set:page.title = "登录" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="narrow">
<h1>工作人员登录</h1>
<?cs call:refusals() ?>
<form method="post" action="/office/sign-in" class="stack">
<?cs call:tokens() ?>
<label for="username">用户名</label>
<input id="username" name="username" value="<?cs var:values.username ?>" autocomplete="username"
	autocapitalize="none" maxlength="64" required autofocus>
<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="128" required>
<button class="button" type="submit">继续</button>
</form>
<p class="muted">下一步输入验证器上的动态码，没有设置验证器的会收到短信验证码。15分钟没有操作将自动退出。</p>
</div>
<?cs include:"lib/office_foot.cs" ?>
