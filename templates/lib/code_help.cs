<?cs # For those who got no code: works without script, opened when it is likely to be wanted. ?>
<?cs # how long until another one can be asked for ?>
<?cs def:code_wait(w) ?><?cs if:w.minutes ?>约 <?cs var:w.minutes ?> 分钟后可以重新获取。<?cs elif:w.seconds ?><?cs
	var:w.seconds ?> 秒后可以重新获取。<?cs else ?>现在就可以重新获取。<?cs /if ?><?cs /def ?>
<?cs # what a failure asks for ?>
<?cs def:code_cause(h, otherwise) ?><?cs if:Label.message_problem[h.why].kind ?><?cs
	set:code_kind = Label.message_problem[h.why].kind ?><?cs elif:Label.message_problem[h.why_class].kind ?><?cs
	set:code_kind = Label.message_problem[h.why_class].kind ?><?cs else ?><?cs set:code_kind = otherwise ?><?cs
	/if ?><?cs var:Label.message.code_help[code_kind] ?><?cs /def ?>
<?cs # what became of the last one; only for whose address it is ?>
<?cs def:code_fate(h) ?><?cs if:h.at ?>
	<li>
		<strong>最近一次</strong>：<span class="num"><?cs var:h.at ?></span> 发往 <span class="num"><?cs
			var:h.to ?></span>，<?cs if:h.fate ==
			"delivered" ?>运营商报告<strong>已送达</strong>，请在手机的短信和拦截记录中查找。<?cs
			elif:h.fate == "sent" ?><strong>已经送出</strong>，还没有送达的回执。<?cs
			elif:h.fate == "waiting" || h.fate == "sending" ?><strong>正在发送</strong>，通常几秒钟内送出。<?cs
			elif:h.fate == "held" || h.fate == "unsure" ?><strong>暂时没能送出</strong>，系统正在重试，不需要您操作。<?cs
			elif:h.fate == "undelivered" ?><strong>没有送达</strong>：<?cs call:code_cause(h, "phone") ?><?cs
			else ?><strong>没有发出</strong>：<?cs if:h.why == "expired" ?>在有效期内没能送出，请重新获取。<?cs else ?><?cs
			call:code_cause(h, "ours") ?>
			<?cs /if ?>
		<?cs /if ?>
	</li>
	<?cs /if ?><?cs /def ?>
<?cs # what to look at oneself ?>
<?cs def:code_steps(to) ?><li><strong>先等 1 分钟</strong>。网络繁忙时短信会慢一些；验证码 10 分钟内有效，只有最近一次的有效。</li>
<li><strong>核对号码</strong><?cs if:to ?>：<span class="num"><?cs var:to ?></span><?cs /if ?>。是不是写错了一位，手机有没有停机、欠费或没有信号。</li>
<li><strong>查看拦截</strong>。在手机的“骚扰拦截”“垃圾短信”和黑名单里找一找；退订过短信的号码，请向运营商恢复接收。</li>
<li><strong>境外号码收不到</strong>。只支持中国内地的 11 位手机号，不支持港澳台和其他国家、地区的号码。</li><?cs /def ?>
<?cs # the input of a code with the button that sends one: what else the form holds goes to this address ?>
<?cs def:code_field(field, to) ?><div class="with-button">
	<?cs call:field(field, "text") ?><button class="button button-quiet button-small" type="submit"
		formaction="<?cs var:to ?>">获取验证码</button>
</div><?cs /def ?>
<?cs # another one from the same address; h: what is known of the last one, to whom and for how long to wait ?>
<?cs def:code_another(h, to) ?><li>
	<?cs if:h.to ?>
		<strong>还是没有</strong>：<?cs call:code_wait(h.wait) ?><button class="link" type="submit"
			formaction="<?cs var:to ?>">重新获取验证码</button>。<?cs else ?><strong>还是没有</strong>，请<button
			class="link" type="submit" formaction="<?cs var:to ?>">重新获取验证码</button>。<?cs /if ?>同一号码每分钟 1
			次、每小时 5 次、每天 10 次。
</li><?cs /def ?>
