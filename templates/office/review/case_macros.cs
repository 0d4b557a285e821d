<?cs # What every form of the case carries: what was looked at, and where to come back to. ?>
<?cs def:keys_at() ?><?cs call:tokens() ?><input type="hidden" name="version"
	value="<?cs var:case.current ?>"><input type="hidden" name="moves" value="<?cs var:case.moves ?>"><input
	type="hidden" name="material" value="<?cs var:case.material ?>"><?cs /def ?>
<?cs def:key_changed() ?><input type="hidden" name="changed" value="<?cs var:case.only_changed ?>"><?cs /def ?>
<?cs def:case_keys() ?><?cs call:keys_at() ?><input type="hidden" name="file"
	value="<?cs var:case.file ?>"><input type="hidden" name="page" value="<?cs var:case.page ?>"><?cs
	call:key_changed() ?><?cs /def ?>
<?cs def:shown(group, v) ?><?cs if:group && Label.choice[group][v] ?><?cs var:Label.choice[group][v] ?><?cs
	else ?><?cs var:v ?><?cs /if ?><?cs /def ?>
<?cs def:mark_sign(verdict) ?><?cs if:verdict == "right" ?><span class="sign good" role="img"
	aria-label="符合">✓</span><?cs elif:verdict == "wrong" ?><span class="sign bad" role="img"
	aria-label="不符合">✗</span><?cs else ?><span class="sign" role="img" aria-label="未核对">·</span><?cs /if ?><?cs /def ?>
<?cs def:target_words(t) ?><?cs if:t.field ?><?cs call:field_name(t.field) ?><?cs else ?><?cs
	each:m = material ?><?cs if:m.code == t.material ?><?cs var:m.number ?>
	<?cs var:m.name ?><?cs /if ?><?cs /each ?><?cs /if ?><?cs /def ?>

<?cs def:letter_target(s) ?><?cs if:s.field ?><?cs var:Label.office.section[s.section] ?> ·
	<?cs call:field_name(s.field) ?><?cs else ?><?cs var:s.name ?><?cs /if ?><?cs /def ?>
<?cs # what becomes of an objection to what an earlier round let pass ?>
<?cs def:supervised(x) ?><?cs if:x.supervised == "waits" ?><?cs call:tag("wait", "待主管说明理由") ?><?cs
	elif:x.supervised == "agreed" ?><?cs call:tag("done", "主管已说明理由") ?><?cs elif:x.supervised == "declined" ?><?cs
	call:tag("wrong", "主管不同意") ?><?cs /if ?><?cs if:x.supervisor ?> <span class="muted"><?cs
	var:x.supervisor ?>：<?cs var:x.supervisor_reason ?></span><?cs /if ?><?cs /def ?>
<?cs # said where one can be made ?>
<?cs def:settled_title(x) ?><?cs if:x.settled_in ?> title="第 <?cs
	var:x.settled_in ?> 版审核时没有提出，此后没有变更：记为不符合须由主管写明理由"<?cs /if ?><?cs /def ?>

<?cs # the papers: counted where that is the work, read elsewhere ?>
<?cs def:papers() ?><?cs if:subcount(paper) > #0 ?><div class="papers" id="papers"><h2>纸质材料</h2>
<?cs if:shipment.tracking ?>
	<p class="muted">
		<?cs var:shipment.courier ?> <span class="figures"><?cs var:shipment.tracking ?></span>，<?cs
			var:shipment.posted_at ?> 寄出（第 <?cs var:shipment.version ?> 版）
	</p>
<?cs elif:case.state == "awaiting_paper" ?><p class="muted">申请人还没有填写快递单号。</p><?cs /if ?>
<ul class="paper-list">
	<?cs each:p = paper ?>
		<li>
			<span class="paper-name"><span class="figures"><?cs var:p.number ?></span>
				<?cs var:p.name ?></span><span class="paper-state"><?cs call:paper_state(p) ?><?cs
				if:p.marks.seal || p.marks.signature || p.marks.copy ?><span class="muted"><?cs
				call:paper_mark(p.asked.seal, p.marks.seal, "公章") ?><?cs
				call:paper_mark(p.asked.signature, p.marks.signature, "签章") ?><?cs
				call:paper_mark(p.asked.copy, p.marks.copy, "手抄") ?></span><?cs /if ?></span>
		</li>
	<?cs /each ?>
</ul>
<?cs if:case.state == "paper_review" && may.mark ?>
	<p><a class="button button-quiet button-small" href="<?cs var:papers_url ?>">修改清点结果</a></p>
<?cs /if ?>
<?cs if:hand_over.number ?>
	<p>移交单 <a class="figures" href="<?cs var:hand_over.url ?>"><?cs var:hand_over.number ?></a></p>
<?cs /if ?>
</div>
<?cs /if ?><?cs /def ?>
