<?cs # Left: what was filled in, what the self-check says of it, and what else it reminds of. ?>
<section class="pane data" aria-label="填报内容" data-keep="data">
<p class="pane-nav"><a href="#history">历程、决定与消息 ↓</a></p>
<?cs if:may.mark && case.settled > #0 ?>
	<p class="findings-none muted">
		再次审核：<?cs var:case.settled ?> 项前次没有提出意见，此后没有变更；现在记为不符合的，须由主管写明理由。
	</p>
<?cs /if ?>
<?cs if:subcount(finding) > #0 ?>
	<div class="findings" id="findings">
		<h2>
			自动核对 <?cs if:findings.musts > #0 ?><?cs call:tag("wrong", "须更正 " + findings.musts) ?> <?cs /if ?><?cs if:findings.advice > #0 ?><?cs
				call:tag("wait", "提示 " + findings.advice) ?>
			<?cs /if ?>
		</h2>
<ul>
	<?cs each:x = finding ?>
		<li<?cs if:x.must ?> class="must"<?cs /if ?>>
			<a href="<?cs var:x.url ?>"><?cs if:x.field ?><?cs var:Label.office.section[x.section] ?> ·
				<?cs call:field_name(x.field) ?><?cs else ?>材料 <?cs var:x.number ?>
				<?cs var:x.material ?><?cs if:x.slot ?> · <?cs var:x.slot ?><?cs /if ?><?cs
					/if ?></a> <?cs if:Label.office.check[x.rule] ?><?cs
					var:Label.office.check[x.rule] ?><?cs else ?><?cs
					var:Label.error[x.rule] ?><?cs /if ?><?cs if:x.value && x.rule != "clause" ?>
					<strong class="figures"><?cs var:x.value ?></strong><?cs /if ?><?cs
					if:x.other ?><span class="muted">（对照
					<?cs var:Label.office.section[x.other_section] ?> ·
					<?cs call:field_name(x.other) ?>）</span>
			<?cs /if ?>
		</li>
	<?cs /each ?>
</ul>
</div>
<?cs else ?><p class="findings-none muted">自动核对：没有发现问题</p><?cs /if ?>
<?cs each:s = section ?>
<h2>
	<?cs if:s.name == "signatory" && case.subject == "legal_person" ?>
		法定代表人<?cs elif:s.name == "signatory" ?>负责人<?cs else ?><?cs var:Label.office.section[s.name] ?>
	<?cs /if ?>
</h2>
<?cs each:f = s.field ?>
	<div class="line<?cs if:f.verdict == "wrong" ?> wrong<?cs /if ?><?cs if:f.current ?> current<?cs /if ?>"
		id="f-<?cs var:f.name ?>"<?cs if:f.markable ?> data-row<?cs /if ?>>
<span class="line-name"><?cs call:field_name(f.name) ?></span>
<span class="line-value"><?cs if:f.changed ?><del><?cs if:f.old ?><?cs call:shown(f.group, f.old) ?><?cs
	else ?>（空）<?cs /if ?></del><ins><?cs /if ?><?cs if:f.name == revealed.name ?><strong class="figures"><?cs
	var:revealed.value ?></strong><?cs elif:f.value ?><?cs call:shown(f.group, f.value) ?><?cs
	else ?><span class="muted">（已清空）</span><?cs /if ?><?cs if:f.changed ?></ins><?cs /if ?>
<?cs if:f.sensitive && f.name != revealed.name ?><form class="inline" method="post"
	action="/office/case/<?cs var:case.public_id ?>/reveal#f-<?cs var:f.name ?>"><?cs call:case_keys() ?><input
	type="hidden" name="field" value="<?cs var:f.name ?>"><button class="link" type="submit" title="查看完整内容会记入审计">查看</button></form>
<?cs /if ?>
<?cs if:f.verdict == "wrong" ?><span class="problem"><?cs var:f.problem ?><?cs if:f.remedy ?>
	<span class="muted"><?cs var:f.remedy ?></span><?cs /if ?></span> <?cs call:supervised(f) ?><?cs /if ?></span>
<?cs if:may.mark && f.markable ?>
	<form class="marks" method="post" action="/office/case/<?cs var:case.public_id ?>/mark">
		<?cs call:case_keys() ?><input type="hidden" name="target" value="<?cs var:f.target ?>"><button
			class="mark<?cs if:f.verdict == "right" ?> good<?cs /if ?>" name="verdict" value="right"
			type="submit" aria-label="<?cs call:field_name(f.name) ?> 符合" data-right>✓</button><a
			class="mark<?cs if:f.verdict == "wrong" ?> bad<?cs /if ?>" href="<?cs var:f.wrong_url ?>"
			aria-label="<?cs call:field_name(f.name) ?> 不符合"<?cs call:settled_title(f) ?> data-wrong>✗</a>
	</form>
<?cs elif:f.markable ?><span class="marks"><?cs call:mark_sign(f.verdict) ?></span><?cs /if ?></div>
<?cs /each ?>
<?cs /each ?>
<?cs if:subcount(section) == #0 ?><p class="empty">填报内容没有变更。</p><?cs /if ?>
<?cs if:subcount(related) > #0 ?>
	<div class="related"><h2>关联提示</h2>
		<ul>
			<?cs each:x = related ?>
				<li>
					<?cs call:field_name(x.name) ?>同时出现在
						<a class="figures" href="<?cs var:x.url ?>"><?cs
						var:x.number ?></a>（<?cs var:Label.office.state[x.state] ?>）
				</li>
			<?cs /each ?>
		</ul>
	</div>
<?cs /if ?>
