<?cs include:"office/frame.cs" ?>
<?cs call:office_head("登录", 0) ?>
<div class="narrow">
<h1>工作人员登录</h1>
<?cs call:office_errors() ?>
<form method="post" action="/office/sign-in" class="stack">
<input type="hidden" name="csrf" value="<?cs var:csrf ?>">
<label for="username">用户名</label>
<input id="username" name="username" value="<?cs var:values.username ?>" autocomplete="username" autocapitalize="none" maxlength="32" required autofocus>
<label for="password">密码</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="128" required>
<button class="button primary" type="submit">继续</button>
</form>
<p class="muted">下一步会向您登记的手机发送验证码。15分钟没有操作将自动退出。</p>
</div>
<?cs call:office_foot() ?>
