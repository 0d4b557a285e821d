<?cs set:page.nav = "apply" ?><?cs set:page.title = "我的申请" ?><?cs if:show == "status" ?><?cs
	set:page.crumb = "办理进度" ?><?cs /if ?><?cs include:"lib/portal_head.cs" ?>
<?cs # one row: the whole row is the link ?>
<?cs def:task_row(url, words, about, status, n) ?>
	<li>
		<a class="task" href="<?cs var:url ?>"><span><span class="task-name"><?cs var:words ?></span><?cs
			if:about ?><small><?cs var:about ?></small><?cs /if ?></span><?cs
			if:status == "started" && n > #0 ?><?cs call:tag("wait", "还差 " + n + " 项") ?><?cs else ?><?cs
			call:tag(Label.apply.tone[status], Label.apply.status[status]) ?><?cs /if ?></a>
	</li>
<?cs /def ?>
<?cs # what was sent about the application; of what did not arrive also what that means and what to do ?>
<?cs def:message_help(m) ?><?cs if:m.channel == "sms" ?><?cs set:message_way = "手机号" ?><?cs else ?><?cs
	set:message_way = "邮箱" ?><?cs /if ?><?cs set:message_kind = "ours" ?><?cs
	if:Label.message_problem[m.why].kind ?><?cs set:message_kind = Label.message_problem[m.why].kind ?><?cs
	elif:Label.message_problem[m.why_class].kind ?><?cs
	set:message_kind = Label.message_problem[m.why_class].kind ?><?cs elif:m.fate == "undelivered" ?><?cs
	set:message_kind = "phone" ?><?cs /if ?><?cs if:m.fate == "held" || m.fate == "unsure" ?><?cs
	if:message_kind == "ours" ?><?cs var:Label.message.help.ours ?><?cs else ?><?cs
	var:Label.message.help.repeat ?><?cs /if ?><?cs else ?><?cs if:message_kind == "repeat" ?>一直没能送出，已不再发送。<?cs
	else ?><?cs var:Label.message.help[message_kind] ?><?cs /if ?><?cs /if ?><?cs /def ?>
<?cs def:messages() ?><?cs if:subcount(message) > #0 ?>
<section class="card" id="messages"><h2>消息记录</h2>
<ul class="messages"><?cs each:m = message ?>
<li>
	<?cs call:tag(Label.message.tone[m.fate], Label.message.fate[m.fate]) ?><span class="message-what"><span
		class="num muted"><?cs call:moment(m.at) ?></span>
		<?cs var:Label.apply.channel[m.channel] ?> <span class="num"><?cs var:m.to ?></span><br><?cs
		if:Label.message.said[m.name] ?><?cs var:Label.message.said[m.name] ?><?cs else ?><?cs
		var:Label.apply.message[m.name] ?><?cs /if ?><?cs
		if:m.fate == "dead" || m.fate == "undelivered" || m.fate == "held" || m.fate == "unsure" ?><small
		class="message-help"><?cs call:message_help(m) ?></small><?cs /if ?></span>
</li>
<?cs /each ?>
</ul>
<?cs if:message_phone ?>
	<p class="small muted">
		没有收到消息不影响办理，进度和要求以本页为准。<?cs if:may_amend ?>交易代表的手机或邮箱有误，请<a href="/apply/amend">修改已提交的申请</a>；<?cs
			elif:show == "tasks" ?>交易代表的手机或邮箱有误，请在<a href="/apply/section/trader">交易代表</a>中修改；<?cs
			/if ?>需要重新发送，请致电交易机构 <span class="num"><?cs var:message_phone ?></span>，并提供受理号。
	</p>
<?cs /if ?>
</section>
<?cs /if ?><?cs /def ?>
<?cs call:error_summary() ?>
<?cs if:show == "start" ?>
<div class="card narrow">
<h1>申请联合开户</h1>
<p>一次填写，同时申请注册登记账户和交易账户。可以分几次填写，随时保存，提交前都可以修改。</p>
<h2>开始前请准备</h2>
<ul>
<li>机构证照和法定代表人/负责人、账户代表、联系人、交易代表的证件</li>
<li>交易代表的手机和邮箱，提交前要用验证码确认</li>
<li><a href="/guide#materials">联合开户须知列出的材料</a>；填写后按您的情况列出需要哪几项</li>
</ul>
<form class="actions" method="post" action="/apply/start"><?cs call:tokens() ?><?cs call:submit("开始填写") ?></form>
</div>
<?cs elif:show == "tasks" ?>
<?cs if:app.state == "returned" ?>
<div class="card status status-wrong">
<?cs call:tag("wrong", "待您处理") ?>
<h1>请补正 <?cs var:correction_total ?> 项后重新提交</h1>
<p>请在 <strong class="num"><?cs var:app.due ?></strong> 前重新提交，逾期申请将由系统撤回。每一项修改或说明后，才能重新提交。</p>
<div class="actions"><a class="button" href="/apply/corrections">查看补正通知</a></div>
</div>
<?cs elif:app.amending == "1" ?>
<div class="card status status-wait">
<?cs call:tag("wait", "修改中") ?>
<h1>您正在修改已提交的申请</h1>
<p>修改完成后请重新提交，从初审开始办理。在此之前，审核仍按第 <?cs var:app.version ?> 版进行。</p>
<form class="actions" method="post" action="/apply/amend/cancel">
	<?cs call:seen_keys() ?><?cs call:edits_key() ?><button class="button button-quiet" type="submit">放弃修改，恢复第
		<?cs var:app.version ?> 版</button>
</form>
</div>
<?cs /if ?>
<?cs if:moved.time ?>
	<div class="banner banner-wait">
		<strong>改按新修订的开户须知办理</strong>　<span class="num"><?cs
			call:moment(moved) ?></span><br>需要的材料可能有变化，请按<a href="/apply/materials">附件材料</a>中的最新清单准备。
	</div>
<?cs /if ?>
<div class="columns">
<div>
<?cs if:app.state == "draft" && app.amending != "1" ?><h1>联合开户申请</h1>
<p class="muted">
	<?cs if:org_name ?>
		<?cs var:org_name ?> · <?cs /if ?><?cs if:saved.time ?><span class="num">草稿已保存
			<?cs call:moment(saved) ?></span><?cs else ?>可以按任意顺序填写，随时保存
	<?cs /if ?>
</p>
<?cs /if ?>
<?cs if:app.state == "returned" ?>
<section class="card"><h2>补正</h2>
	<ul class="tasks">
		<?cs call:task_row("/apply/corrections", "补正通知", "逐项修改或说明", corrections.status, corrections.open) ?>
	</ul>
</section>
<?cs /if ?>
<section class="card"><h2>一、填写信息 <small class="muted num"><?cs var:section_done ?>/<?cs var:section_total ?></small></h2>
<ul class="tasks"><?cs each:s = section ?>
<?cs call:task_row(s.url, Label.apply.section[s.name], Label.apply.about[s.name], s.status, s.open) ?><?cs /each ?>
</ul></section>
<section class="card"><h2>二、上传材料 <small class="muted num"><?cs var:material_done ?>/<?cs var:material_total ?></small></h2>
<ul class="tasks"><?cs call:task_row("/apply/materials", "附件材料", "按您填写的信息列出", materials.status, materials.open) ?></ul></section>
<section class="card"><h2>三、确认与提交</h2>
<ul class="tasks"><?cs call:task_row("/apply/confirm", "确认交易代表的手机和邮箱", "审核消息和交易账户信息发到这里", confirm.status, confirm.open) ?>
<li>
	<a class="task" href="/apply/check"><span><span
		class="task-name">核对并提交</span><small>核对全部内容后提交</small></span><?cs if:missing == "0" ?><?cs
		call:tag("done", "可以提交") ?><?cs else ?><?cs call:tag("plain", "还差 " + missing + " 项") ?><?cs /if ?></a>
</li>
</ul>
</section>
<?cs call:messages() ?>
</div>
<aside class="card">
<h3>提交之后</h3>
<p class="small">交易机构初审通过后，短信通知交易代表邮寄纸质材料。请保留好原件；需要邮寄哪些材料、各几份，见附件材料。</p>
<p class="small"><a href="/guide">查看联合开户须知</a></p>
<?cs if:app.number ?>
	<p class="small muted">受理号 <span class="num"><?cs var:app.number ?></span><br>已提交 <?cs var:app.version ?> 版
	</p>
<?cs /if ?>
<p class="small"><a href="/apply/withdraw">撤回申请</a></p>
</aside>
</div>
<?cs else ?>
<div class="columns columns-wide">
<div>
<section class="card status status-<?cs var:Label.apply.tag_tone[app.state] ?>">
<?cs call:tag(Label.apply.tag_tone[app.state], Label.apply.tag[app.state]) ?>
<h1><?cs var:Label.apply.title[app.state] ?></h1>
<?cs if:app.state == "awaiting_paper" ?>
<p>
	请在 <strong class="num"><?cs var:app.due ?></strong> 前寄出<?cs if:mailing.mail_note ?>，<?cs
		var:mailing.mail_note ?><?cs /if ?>。请使用第 <?cs var:app.version ?> 版资料打印的封面页，收件人凭受理号签收。
</p>
<div class="inset"><dl class="summary">
<?cs call:mailing_rows() ?><?cs if:shipment.tracking ?>
<div><dt>您寄出的</dt><dd><?cs var:shipment.courier ?> <span class="num"><?cs var:shipment.tracking ?></span></dd></div><?cs /if ?>
</dl></div>
<div class="actions">
	<a class="button" href="/apply/cover">封面页与装箱清单</a><a class="button button-quiet" href="/apply/shipment"><?cs
		if:shipment.tracking ?>修改快递单号<?cs else ?>填写快递单号<?cs /if ?></a>
</div>
<?cs else ?>
<p><?cs var:Label.apply.next[app.state] ?></p>
<?cs if:app.due && Label.apply.tag_tone[app.state] == "going" ?><p>预计在 <strong class="num"><?cs var:app.due ?></strong> 前完成。</p><?cs /if ?>
<?cs if:refusal ?><div class="banner banner-wrong"><strong>理由</strong><br><?cs var:refusal ?></div>
<div class="actions">
	<a class="button button-quiet" href="/apply/version/<?cs var:app.version ?>/document/refusal_letter"
		target="_blank" rel="noopener">下载不予开立通知书（PDF）</a>
</div>
<?cs /if ?>
<?cs if:app.state == "opened" ?><div class="actions"><a class="button" href="/activate">激活账户</a></div><?cs /if ?>
<?cs if:may_start ?>
	<form class="actions" method="post" action="/apply/start">
		<?cs call:tokens() ?><button class="button" type="submit">重新申请</button>
	</form>
<?cs /if ?>
<?cs /if ?>
</section>

<?cs call:messages() ?>

<?cs if:subcount(version) > #0 ?>
<section class="card"><h2>提交过的版本</h2>
<ul class="tasks"><?cs each:v = version ?>
<li>
	<a class="task" href="<?cs var:v.url ?>"><span><span class="task-name">第 <?cs var:v.number ?>
		版</span><small class="num"><?cs var:v.at.year ?>年<?cs call:moment(v.at) ?> 提交</small></span><?cs if:v.number == app.version ?><?cs
		call:tag("going", "最新") ?><?cs /if ?></a>
</li>
<?cs /each ?>
</ul></section><?cs /if ?>

<?cs if:may_amend || may_withdraw ?>
<section class="card"><h3>需要改动？</h3>
<?cs if:may_amend ?><p class="small"><a href="/apply/amend">修改已提交的申请</a>　修改后须重新提交，从初审开始办理。</p><?cs /if ?>
<?cs if:may_withdraw ?><p class="small"><a href="/apply/withdraw">撤回申请</a>　撤回后不再办理，不能恢复。</p><?cs /if ?>
</section><?cs /if ?>
</div>

<section class="card"><h2>办理进度</h2>
<p class="muted small"><?cs if:app.number ?>受理号 <span class="num"><?cs var:app.number ?></span>　第 <?cs var:app.version ?> 版<?cs /if ?></p>
<ol class="timeline"><?cs each:s = step ?>
<li class="<?cs var:s.kind ?>"<?cs if:s.kind == "now" ?> aria-current="step"<?cs /if ?>>
	<?cs if:s.kind == "done" ?>
		<b><?cs var:Label.apply.event[s.event] ?><?cs if:s.items > #0 ?>（<?cs var:s.items ?>
			项）<?cs /if ?></b><small class="num"><?cs call:moment(s.at) ?><?cs if:s.version > #0 ?> · 第 <?cs var:s.version ?>
			版<?cs /if ?><?cs if:s.tracking ?> · <?cs var:s.courier ?>
			<?cs var:s.tracking ?><?cs /if ?></small><?cs else ?><b><?cs
				var:Label.apply.step[s.state] ?></b><small><?cs if:s.kind != "now" ?><?cs
				var:Label.apply.step_note[s.state] ?><?cs if:s.state == "registry_review" ?>，<?cs
				var:registry_days ?> 个工作日内<?cs /if ?><?cs else ?><?cs
				var:Label.apply.now_note[s.state] ?><?cs if:notified.to ?> · 已短信通知
				<span class="num"><?cs var:notified.to ?></span>（<?cs
				var:Label.message.fate[notified.fate] ?>）<?cs /if ?><?cs /if ?></small>
	<?cs /if ?>
</li>
<?cs /each ?>
</ol></section>
</div>
<?cs /if ?>
<?cs include:"lib/portal_foot.cs" ?>
