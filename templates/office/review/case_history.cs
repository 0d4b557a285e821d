<?cs # Below the data: what happened, what was decided, versions, documents, messages. ?>
<div class="history" id="history">
<section><h2>历程</h2><ol class="timeline">
<?cs each:x = event ?>
	<li>
		<span class="figures muted"><?cs var:x.at ?></span>
			<strong><?cs var:Label.office.action[x.action] ?></strong> 第<?cs var:x.version ?>版 ·
			<?cs var:Label.office.actor[x.actor_kind] ?><?cs if:x.actor ?>
			<?cs var:x.actor ?><?cs /if ?><span class="muted">
				<?cs var:Label.office.state[x.from_state] ?> →
				<?cs var:Label.office.state[x.to_state] ?></span><?cs if:x.note ?><br><?cs var:x.note ?>
		<?cs /if ?>
	</li>
<?cs /each ?></ol></section>
<section><h2>决定</h2>
	<?cs if:subcount(decision) > #0 ?>
		<ul class="plain">
			<?cs each:x = decision ?>
				<li>
					<span class="figures muted"><?cs var:x.at ?></span>
						<?cs var:Label.office.state[x.stage] ?> 第<?cs var:x.version ?>版
						<strong><?cs var:Label.office.verdict[x.verdict] ?></strong> ·
						<?cs var:x.staff ?><?cs if:x.proposer ?>（建议：<?cs
						var:x.proposer ?>）<?cs /if ?><?cs if:x.settled > #0 ?><span class="muted">，其中后续新意见
						<?cs var:x.settled ?> 项</span><?cs /if ?><?cs if:x.reason ?><br><?cs var:x.reason ?>
					<?cs /if ?>
				</li>
			<?cs /each ?>
		</ul>
	<?cs else ?><p class="muted">还没有决定。</p><?cs /if ?>
<?cs if:subcount(correction) > #0 ?><h2>最近一次补正告知（第<?cs var:correction.0.version ?>版）</h2>
	<ol class="plain">
		<?cs each:x = correction ?>
			<li>
				<strong><?cs call:target_words(x) ?></strong>：<?cs var:x.problem ?>
				<?cs var:x.remedy ?><?cs if:x.settled_in ?><br><?cs call:tag("wait", "后续新意见") ?>
					<span class="muted">第 <?cs var:x.settled_in ?> 版审核时没有提出；<?cs
					var:x.supervisor ?>：<?cs var:x.supervisor_reason ?></span>
				<?cs /if ?><?cs if:x.answer ?><br><?cs call:tag("going", "申请人说明") ?>
					<?cs var:x.answer ?>
				<?cs /if ?>
			</li>
		<?cs /each ?>
	</ol>
<?cs /if ?>
</section>
<section><h2>版本</h2>
	<ul class="plain">
		<?cs each:x = version ?>
			<li>
				<a href="<?cs var:x.url ?>">第<?cs var:x.version ?>版</a>
					<span class="figures muted"><?cs var:x.at ?> 提交</span>
			</li>
		<?cs /each ?>
	</ul>
<?cs if:subcount(document) > #0 ?><h2>第<?cs var:case.version ?>版的文件（PDF）</h2>
	<ul class="plain">
		<?cs each:d = document ?>
			<li>
				<a href="<?cs var:d.url ?>" target="_blank" rel="noopener" title="查看会记入审计"><?cs
					if:d.number ?><span class="figures"><?cs var:d.number ?></span>
					<?cs /if ?><?cs var:d.title ?></a> <span class="muted">校验码
					<span class="figures"><?cs var:d.hash ?></span></span>
			</li>
		<?cs /each ?>
	</ul>
<?cs /if ?>
<h2 id="messages">消息</h2>
<?cs if:subcount(message) > #0 ?>
	<ul class="plain message-list">
		<?cs each:x = message ?>
			<li>
				<?cs call:message_fate(x) ?> <strong><?cs call:message_name(x.name) ?></strong>
					<?cs var:Label.office.channel[x.channel] ?> → <span class="figures"><?cs
					var:x.recipient_masked ?></span><br>
<span class="figures muted"><?cs var:x.at.created_at ?><?cs if:x.at.sent_at && x.fate != "unsure" ?> ·
	<?cs var:x.at.sent_at ?> 交服务商<?cs /if ?><?cs if:x.at.delivered_at ?> · <?cs var:x.at.delivered_at ?>
	送达<?cs /if ?><?cs if:x.fate == "held" || x.fate == "unsure" ?> · <?cs var:x.at.due_at ?> 再试<?cs /if ?></span>
<?cs if:x.problem ?><span class="problem"><?cs call:message_reason(x) ?></span><?cs /if ?>
<?cs if:may.resend && x.resend ?><form class="inline" method="post"
	action="/office/case/<?cs var:case.public_id ?>/resend#messages"><?cs call:case_keys() ?><input
	type="hidden" name="message" value="<?cs var:x.id ?>"><button class="link" type="submit"
	aria-label="重新发送 <?cs call:message_name(x.name) ?>">重新发送</button></form><?cs
	elif:may.resend && x.has_code == "1" ?><span class="muted">含激活码，不能重发；请在“账户代表”处发送新激活码</span><?cs /if ?>
</li>
<?cs /each ?>
</ul><?cs if:may.resend ?><p class="muted">重新发送仍发往当时的号码或邮箱。</p><?cs /if ?><?cs else ?><p class="muted">没有发过消息。</p>
<?cs /if ?>
</section>
</div>
