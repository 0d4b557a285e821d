<?cs if:factor.app ?><?cs set:page.title = "第二步验证" ?><?cs else ?><?cs set:page.title = "短信验证" ?><?cs /if ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"lib/code_help.cs" ?>
<?cs set:help.fate = factor.help.fate ?>
<?cs # what was sent and whether it holds, the field for it, and what to do without it ?>
<?cs def:sms_way(id) ?><?cs if:factor.help.live && (help.fate == "dead" || help.fate == "undelivered") ?>
	<p class="banner banner-wait">发往 <strong class="figures"><?cs var:mobile_masked ?></strong> 的验证码没有送到，原因见下面。</p>
<?cs elif:factor.help.live && (help.fate == "sent" || help.fate == "delivered") ?>
	<p>验证码已于 <span class="figures"><?cs var:factor.help.at ?></span> 发送至 <strong class="figures"><?cs
		var:mobile_masked ?></strong>，10分钟内有效。</p>
<?cs elif:factor.help.live ?>
	<p>正在向 <strong class="figures"><?cs var:mobile_masked ?></strong> 发送验证码，10分钟内有效。</p>
<?cs else ?>
	<p class="banner banner-wait">没有可用的验证码：现在没有向 <strong class="figures"><?cs var:mobile_masked ?></strong> 发送。<?cs
		call:code_wait(factor.help.wait) ?></p>
<?cs /if ?>
<form method="post" action="/office/second-factor" class="stack">
<?cs call:tokens() ?><input type="hidden" name="by" value="sms">
<label for="<?cs var:id ?>">6位验证码</label>
<input id="<?cs var:id ?>" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="32" class="figures"
	required<?cs if:!factor.app ?> autofocus<?cs /if ?>>
<button class="button" type="submit">登录</button>
</form>
<details class="code-help after" id="no-code"<?cs if:error_count > #0 || !factor.help.live || help.fate == "dead" ||
	help.fate == "undelivered" || help.fate == "held" ?> open<?cs /if ?>>
	<summary>没收到短信？</summary><ul><?cs call:code_fate(factor.help) ?>
<?cs call:code_steps(mobile_masked) ?>
<li>
	<form class="inline" method="post" action="/office/second-factor/resend"><?cs
		call:tokens() ?><strong>还是没有</strong>：<?cs call:code_wait(factor.help.wait) ?><button class="link"
		type="submit">重新发送</button>
</form>
</li>
<li>手机号已经更换，或一直收不到，请联系本单位的系统安全管理员。</li></ul></details><?cs /def ?>
<div class="narrow">
<h1><?cs var:page.title ?></h1>
<?cs call:refusals() ?>
<?cs if:factor.app ?>
	<form method="post" action="/office/second-factor" class="stack">
	<?cs call:tokens() ?><input type="hidden" name="by" value="app">
	<label for="code">验证器上的6位动态码，或一个恢复码</label>
	<input id="code" name="code" autocomplete="one-time-code" autocapitalize="characters" maxlength="32" class="figures" required
		autofocus>
	<button class="button" type="submit">登录</button>
	</form>
	<details class="after other-way" id="by-sms"<?cs if:factor.help.live || values.by == "sms" ?> open<?cs /if ?>>
		<summary>改用短信验证码</summary>
		<?cs if:factor.help.live ?><?cs call:sms_way("sms-code") ?><?cs else ?>
			<form method="post" action="/office/second-factor/resend"><?cs call:tokens() ?>
				<p>发送到 <strong class="figures"><?cs var:mobile_masked ?></strong>。<?cs
					if:factor.help.wait.minutes || factor.help.wait.seconds ?><?cs
					call:code_wait(factor.help.wait) ?><?cs /if ?></p>
				<button class="button button-quiet" type="submit">发送短信验证码</button>
			</form>
		<?cs /if ?>
	</details>
<?cs else ?><?cs call:sms_way("code") ?><?cs /if ?>
</div>
<?cs include:"lib/office_foot.cs" ?>
