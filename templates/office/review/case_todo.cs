<?cs # Right: papers, materials to be marked, and what can be done with the case. ?>
<section class="pane todo" aria-label="材料与处理" data-keep="todo">
<?cs if:may.refuse && proposal.reason ?>
	<div class="supervise"><h2>不予开立建议</h2>
		<p><?cs var:proposal.staff ?> <span class="figures muted"><?cs var:proposal.at ?></span></p>
		<p><?cs var:proposal.reason ?></p>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/refuse" class="stack">
	<?cs call:case_keys() ?><label for="refuse-reason">决定的理由（告知申请人；留空则用建议的理由）</label><textarea
		id="refuse-reason" name="reason" rows="3" maxlength="1000"></textarea><button
		class="button button-danger" type="submit">决定不予开立</button></form>
</div>
<?cs elif:proposal.reason ?>
	<p class="supervise">
		<?cs var:proposal.staff ?> 于 <span class="figures"><?cs var:proposal.at ?></span>
			建议不予开立，待主管决定：<?cs var:proposal.reason ?>
	</p>
<?cs /if ?>
<?cs if:may.supervise && case.waiting > #0 ?><div class="supervise" id="objections"><h2>后续新意见，待说明理由</h2>
<p>这些内容前次审核时没有提出，此后没有变更。须由主管写明理由才能退回；理由写入告知书，申请人可以看到，并计入统计。</p>
<?cs each:s = letter ?><?cs if:s.supervised == "waits" ?>
<div class="objection">
<p>
	<strong><?cs call:letter_target(s) ?></strong>：<?cs var:s.problem ?><?cs if:s.remedy ?>。<?cs var:s.remedy ?><?cs
		/if ?> <span class="muted">（<?cs var:s.staff ?>；第 <?cs var:s.settled_in ?> 版审核时没有提出）</span>
</p>
<?cs if:s.own ?><p class="muted">您自己提出的意见由另一位主管说明理由。</p><?cs else ?>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/confirm-objection#objections" class="stack">
	<?cs call:case_keys() ?><input type="hidden" name="target" value="<?cs var:s.target ?>"><input
		type="hidden" name="changes" value="<?cs var:s.changes ?>"><label
		for="why-<?cs var:name(s) ?>">理由</label><textarea id="why-<?cs var:name(s) ?>" name="supervisor_reason" rows="2"
		maxlength="500"<?cs if:error.supervisor_reason && values.target == s.target ?>
		aria-describedby="e-why" aria-invalid="true"<?cs /if ?>><?cs if:values.target == s.target ?><?cs
		var:values.supervisor_reason ?><?cs /if ?></textarea><?cs
		if:error.supervisor_reason && values.target == s.target ?>
		<p class="field-error" id="e-why"><?cs var:error.supervisor_reason ?></p>
	<?cs /if ?><p class="buttons"><button class="button button-small" type="submit">写明理由，可以提出</button><button
		class="button button-quiet button-small" type="submit"
		formaction="/office/case/<?cs var:case.public_id ?>/decline-objection#objections">不同意提出</button></p></form>
<?cs /if ?></div>
<?cs /if ?><?cs /each ?></div>
<?cs /if ?>
<?cs if:case.state == "awaiting_paper" || case.state == "paper_review" ?><?cs call:papers() ?><?cs /if ?>
<?cs if:subcount(holder) > #0 ?><div class="holders" id="holders"><h2>账户代表</h2>
<p class="muted">发送新激活码后，原来的激活码立即失效。登记账户的代表收短信，交易代表收邮件。</p>
<ul class="plain">
	<?cs each:h = holder ?>
		<li>
			<strong><?cs var:Label.account.role[h.role] ?></strong> <span class="figures"><?cs
				var:h.login ?></span> <span class="figures muted"><?cs var:h.mobile_masked ?></span><br>
<?cs if:h.activated ?><?cs call:tag("done", "已激活") ?> <span class="figures muted"><?cs var:h.activated ?></span>
<?cs else ?><?cs call:tag("wait", "未激活") ?> <span class="muted">激活码<?cs if:h.expired ?>已于<?cs else ?>有效至<?cs
	/if ?> <span class="figures"><?cs var:h.until ?></span><?cs if:h.expired ?> 失效<?cs /if ?></span>
<form class="inline" method="post" action="/office/case/<?cs var:case.public_id ?>/reissue#holders"><?cs
	call:case_keys() ?><input type="hidden" name="login" value="<?cs var:h.login ?>"><button class="link"
	type="submit" aria-label="给<?cs var:Label.account.role[h.role] ?>发送新激活码">发送新激活码</button></form>
<?cs /if ?>
</li>
<?cs /each ?>
</ul>
</div>
<?cs /if ?>
<h2>材料 <?cs var:material_count ?> 项</h2>
<ol class="materials">
<?cs each:m = material ?>
	<li class="<?cs if:m.current ?>current <?cs /if ?><?cs if:m.verdict == "wrong" ?>wrong<?cs /if ?>"
		id="m-<?cs var:m.code ?>" data-row>
<a href="<?cs var:m.url ?>"<?cs if:m.current ?> aria-current="true"<?cs /if ?> data-open><span class="figures"><?cs
	var:m.number ?></span> <?cs var:m.name ?><?cs if:m.changed ?> <?cs call:tag("going", "变更") ?><?cs
	/if ?><?cs if:m.files == "0" ?> <?cs call:tag("wait", "无文件") ?><?cs /if ?></a>
<?cs if:may.mark ?>
	<form class="marks" method="post" action="/office/case/<?cs var:case.public_id ?>/mark">
		<?cs call:keys_at() ?><?cs call:key_changed() ?><input type="hidden" name="target"
			value="<?cs var:m.target ?>"><button
			class="mark<?cs if:m.verdict == "right" ?> good<?cs /if ?>" name="verdict" value="right"
			type="submit" aria-label="<?cs var:m.name ?> 符合" data-right>✓</button><a
			class="mark<?cs if:m.verdict == "wrong" ?> bad<?cs /if ?>" href="<?cs var:m.url ?>#reason"
			aria-label="<?cs var:m.name ?> 不符合"<?cs call:settled_title(m) ?> data-wrong>✗</a>
	</form>
<?cs else ?><span class="marks"><?cs call:mark_sign(m.verdict) ?></span><?cs /if ?></li>
<?cs /each ?></ol>

<?cs if:may.mark && target.name ?><div class="reason" id="reason">
<h2>不符合的原因</h2>
<p class="target"><?cs if:target.field ?>填报：<?cs call:field_name(target.field) ?><?cs else ?>材料：<?cs var:target.material ?><?cs /if ?></p>
<?cs if:target.settled_in ?>
	<p class="supervise">
		第 <?cs var:target.settled_in ?> 版审核时没有提出，此后没有变更。记为不符合后，须由主管写明理由才能退回；理由写入告知书，并计入统计。
	</p>
	<?cs if:target.supervised ?><p><?cs call:supervised(target) ?></p><?cs /if ?>
<?cs /if ?>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/mark" data-reason>
	<?cs call:case_keys() ?><input type="hidden" name="target" value="<?cs var:target.name ?>">
<p class="chips">
	<?cs each:x = reason ?><button class="chip<?cs if:x.problem == target.problem ?> on<?cs /if ?>" type="submit"
		name="reason" value="<?cs var:x.id ?>" title="<?cs var:x.remedy ?>"><?cs var:x.problem ?></button> <?cs /each ?>
</p>
<label class="hidden" for="problem">其他问题</label><input id="problem" name="problem"
	value="<?cs if:values.problem ?><?cs var:values.problem ?><?cs elif:target.verdict == "wrong" ?><?cs
	var:target.problem ?><?cs /if ?>" placeholder="其他问题" maxlength="500">
<?cs if:error.problem ?><p class="field-error"><?cs var:error.problem ?></p><?cs /if ?>
<label class="hidden" for="remedy">如何更正</label><textarea id="remedy" name="remedy" rows="2" maxlength="500"
	placeholder="如何更正（可不填）"><?cs if:values.remedy ?><?cs var:values.remedy ?><?cs
	elif:target.verdict == "wrong" ?><?cs var:target.remedy ?><?cs /if ?></textarea>
<button class="button button-quiet button-small" type="submit" name="verdict" value="wrong">记为不符合<?cs
	if:target.settled_in ?>，请主管说明理由<?cs /if ?></button></form></div><?cs /if ?>

<?cs if:case.state != "awaiting_paper" && case.state != "paper_review" ?><?cs call:papers() ?><?cs /if ?>

<?cs if:may.mark && case.wrong > #0 ?>
	<details class="preview" open><summary>告知书预览（<?cs var:case.wrong ?> 项）</summary>
		<ol>
			<?cs each:s = letter ?>
				<li>
					<strong><?cs call:letter_target(s) ?></strong>：<?cs
						var:s.problem ?><?cs if:s.remedy ?>。<?cs var:s.remedy ?><?cs /if ?><?cs
						if:s.supervised ?><br><?cs call:supervised(s) ?>
					<?cs /if ?>
				</li>
			<?cs /each ?>
		</ol>
	</details>
<?cs /if ?>
<?cs if:may.mark && !proposal.reason ?>
	<details class="propose"<?cs if:error.reason ?> open<?cs /if ?>><summary>建议不予开立</summary>
		<form method="post" action="/office/case/<?cs var:case.public_id ?>/propose-refusal" class="stack">
			<?cs call:case_keys() ?><label for="reason-words">理由（由主管决定）</label><textarea
				id="reason-words" name="reason" rows="3" maxlength="1000" required></textarea><?cs
				if:error.reason ?>
				<p class="field-error"><?cs var:error.reason ?></p>
			<?cs /if ?><button class="button button-danger button-small" type="submit">提交建议</button></form>
	</details>
<?cs /if ?>
<?cs if:subcount(colleague) > #0 ?>
	<form class="reassign" method="post" action="/office/case/<?cs var:case.public_id ?>/reassign">
		<?cs call:case_keys() ?><label for="staff">改派给</label> <select id="staff" name="staff"><?cs
			each:x = colleague ?>
			<option value="<?cs var:x.id ?>"<?cs if:x.name == case.holder ?> selected<?cs /if ?>>
			<?cs var:x.name ?>
		</option>
	<?cs /each ?></select> <button class="button button-quiet button-small" type="submit">改派</button></form>
<?cs /if ?>
<?cs if:may.mark ?><p class="keys muted" data-keys hidden>键盘：↑↓ 选择　空格 符合　X 不符合<br>J 下一文件　← → 翻页　R 旋转　Ctrl+Enter 提交</p><?cs /if ?>

<div class="decide" id="decide">
<?cs if:may.review && !may.mark ?>
	<p class="muted"><?cs if:case.holder ?>由 <?cs var:case.holder ?> 经办，您可以查看。<?cs else ?>领取后可以核对和处理。<?cs /if ?>
	</p>
<?cs /if ?>
<?cs if:may.mark ?>
<p class="tally">
	符合 <strong><?cs var:case.right ?></strong>　不符合 <strong<?cs if:case.wrong > #0 ?> class="bad"<?cs /if ?>><?cs
		var:case.wrong ?></strong>　未核对 <strong><?cs var:case.unmarked ?></strong>
</p>
<div class="buttons">
<?cs if:case.unmarked > #0 ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/mark-rest">
		<?cs call:case_keys() ?><button class="button button-quiet" type="submit">其余
			<?cs var:case.unmarked ?> 项都符合</button></form>
<?cs /if ?>
<?cs if:may.return && (case.waiting > #0 || case.declined > #0) ?><button class="button button-danger" type="button"
	disabled>退回补正（<?cs var:case.wrong ?> 项）</button><span class="muted"><?cs if:case.waiting > #0 ?>有
	<?cs var:case.waiting ?> 项待主管说明理由<?cs /if ?><?cs if:case.waiting > #0 && case.declined > #0 ?>，<?cs /if ?><?cs
	if:case.declined > #0 ?>有 <?cs var:case.declined ?> 项主管不同意，请改为符合或另写问题<?cs /if ?></span>
<?cs elif:may.return && case.wrong > #0 ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/return">
		<?cs call:case_keys() ?><button class="button button-danger" type="submit" data-primary>退回补正（<?cs
			var:case.wrong ?> 项）</button></form>
<?cs /if ?>
<?cs if:may.return_paper && paper_problems > #0 ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/return-paper">
		<?cs call:case_keys() ?><button class="button button-danger"
			type="submit"<?cs if:!(case.wrong > #0) ?> data-primary<?cs /if ?>>退回纸质材料（<?cs
			var:paper_problems ?> 项）</button></form>
<?cs /if ?>
<?cs if:may.pass && !(case.wrong > #0) && !(paper_problems > #0) ?>
<?cs if:needs_code ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/step-up">
		<?cs call:case_keys() ?><button class="button button-quiet button-small" type="submit">发送开户验证码</button></form>
	<?cs call:factor_state() ?>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/pass" class="with-code">
	<?cs call:case_keys() ?><?cs call:factor_fields() ?><button class="button" type="submit" data-primary>通过并开立账户</button>
</form>
<?cs elif:case.state == "initial_review" && case.unmarked > #0 ?><button class="button" type="button" disabled>通过</button>
<?cs elif:case.state == "paper_review" && paper_complete == "0" ?><button class="button" type="button"
	disabled>通过</button><span class="muted">纸质材料清点齐全后可以通过</span>
<?cs else ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/pass">
		<?cs call:case_keys() ?><button class="button" type="submit" data-primary>通过<?cs
			if:case.state == "initial_review" ?>，通知邮寄纸质材料<?cs /if ?></button></form>
<?cs /if ?>
<?cs /if ?>
</div>
<?cs /if ?>
<?cs if:may.hand_over ?><p><a class="button" href="/office/hand-over">列入移交单</a></p><?cs /if ?>
<?cs if:case.state == "handed_over" && hand_over.number ?>
	<p><a class="button button-quiet" href="<?cs var:hand_over.url ?>">打开移交单</a></p>
<?cs /if ?>
<?cs if:may.receive ?><p><a class="button" href="<?cs var:papers_url ?>" data-primary>清点纸质材料</a></p>
<?cs elif:!may.mark && !may.review && !may.refuse && !may.hand_over && !may.accept ?>
	<p class="muted">目前没有您可以处理的事项。</p>
<?cs /if ?>
</div>
</section>
