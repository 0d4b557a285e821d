<?cs set:page.title = "短信验证" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="narrow">
<h1>短信验证</h1>
<?cs call:refusals() ?>
<p>验证码已发送至 <strong class="figures"><?cs var:mobile_masked ?></strong>，10分钟内有效。</p>
<form method="post" action="/office/second-factor" class="stack">
<?cs call:tokens() ?>
<label for="code">6位验证码</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="6" class="figures" required autofocus>
<button class="button" type="submit">登录</button>
</form>
<form method="post" action="/office/second-factor/resend" class="after">
<?cs call:tokens() ?>
<span class="muted">没有收到？1分钟后可以</span> <button class="link" type="submit">重新发送</button>
</form>
</div>
<?cs include:"lib/office_foot.cs" ?>
