<?cs # Second factors on pages of who has signed in; office_code_show() fills factor.*. ?>
<?cs include:"lib/code_help.cs" ?>
<?cs # whether a code by SMS is there to be used, or when the next can be had ?>
<?cs def:factor_state() ?><?cs if:factor.help.live ?><p class="muted small">短信验证码已于 <span class="figures"><?cs
	var:factor.help.at ?></span> 发往 <span class="figures"><?cs var:factor.help.to ?></span>，10分钟内有效。</p><?cs
	elif:factor.help.wait.minutes || factor.help.wait.seconds ?><p class="muted small">短信验证码<?cs
	call:code_wait(factor.help.wait) ?></p><?cs /if ?><?cs /def ?>
<?cs # a fresh second factor: what became of the code by SMS, with a form that sends one ?>
<?cs def:factor_sent(action) ?><form method="post" action="<?cs var:action ?>" class="factor-sent"><?cs call:tokens() ?><button
	class="button button-quiet button-small" type="submit">发送短信验证码</button></form><?cs call:factor_state() ?><?cs /def ?>
<?cs # which of the two, and the field; after a code was sent by SMS that is what is meant ?>
<?cs def:factor_fields() ?><?cs set:factor_by = "app" ?><?cs if:values.by == "sms" ?><?cs set:factor_by = "sms" ?><?cs
	elif:!values.by && factor.help.live ?><?cs set:factor_by = "sms" ?><?cs /if ?><?cs
	if:factor.app ?><span class="factor-way"><label><input type="radio" name="by" value="app"<?cs
	if:factor_by == "app" ?> checked<?cs /if ?>> 验证器</label><label><input type="radio" name="by" value="sms"<?cs
	if:factor_by == "sms" ?> checked<?cs /if ?>> 短信</label></span><?cs /if ?><label for="code">验证码</label><input id="code"
	name="code" class="figures tiny" autocomplete="one-time-code" maxlength="32" required<?cs
	if:error.code ?> aria-invalid="true" aria-describedby="code-error"<?cs /if ?>><?cs if:error.code ?>
	<p class="field-error" id="code-error"><?cs var:error.code ?></p><?cs /if ?><?cs /def ?>
