<?cs set:page.title = "修订差异 " + rev.id ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/notice/revision_macros.cs" ?>
<?cs # a value of a field in words ?>
<?cs def:value_words(f, v) ?><?cs if:v == "" ?>（空）<?cs elif:f == "applies_when" || f == "clause_when" || f == "slot_when" ?><?cs
	var:Label.revision.when[v] ?><?cs elif:f == "accounts" ?><?cs var:Label.revision.accounts[v] ?><?cs
	elif:f == "source" ?><?cs var:Label.revision.source[v] ?><?cs
	elif:f == "needs_seal" || f == "needs_signature" || f == "needs_copy" ?><?cs
	var:Label.revision.yes_no[v] ?><?cs else ?><?cs var:v ?><?cs /if ?><?cs /def ?>
<?cs include:"office/notice/revision_frame.cs" ?>
<?cs if:changed_meanwhile ?>
	<div class="alert" role="alert"><strong>您打开本页以后，这次修订又有变化，刚才的操作没有生效。</strong>请重新核对下面的内容。</div>
<?cs else ?><?cs call:refusals() ?><?cs /if ?>

<div class="diff-columns"><div>
<?cs if:!before ?><p class="empty">没有更早的已发布修订可以比较。</p>
<?cs elif:subcount(part) == #0 && subcount(text) == #0 && subcount(moved) == #0 ?><p class="empty">与第 <?cs var:before ?> 次修订没有差异。</p>
<?cs else ?><p class="muted">与第 <?cs var:before ?> 次修订比较：划去的是原来的，下面的是现在的。</p><?cs /if ?>
<?cs each:p = part ?>
	<section class="card diff-part">
		<h2>
			<?cs if:p.kind ?>
				<?cs call:tag(Label.revision.kind_tone[p.kind], Label.revision.kind[p.kind]) ?> <?cs var:p.number ?>
				<?cs var:p.name ?><?cs else ?>须知与邮寄信息
			<?cs /if ?>
		</h2>
<dl class="summary">
	<?cs each:d = p.difference ?>
		<div>
			<dt>
				<?cs if:p.kind && d.field == "number" ?>
					序号<?cs else ?><?cs var:Label.revision.field[d.field] ?>
				<?cs /if ?>
			</dt>
			<dd class="changed"><?cs
				if:p.kind != "added" && d.old != "" ?><del><?cs call:value_words(d.field, d.old) ?></del><?cs /if ?><?cs
				if:p.kind != "removed" && d.now != "" ?><ins><?cs call:value_words(d.field, d.now) ?></ins><?cs
				elif:p.kind == "changed" || p.kind == "" ?><ins>（空）</ins><?cs
			/if ?></dd>
		</div>
	<?cs /each ?>
</dl>
</section>
<?cs /each ?>
<?cs if:subcount(moved) > #0 ?>
	<section class="card diff-part"><h2>仅序号变化</h2>
		<ul class="plain">
			<?cs each:p = moved ?>
				<li>
					<?cs each:d = p.difference ?><span class="figures"><del><?cs
						var:d.old ?></del> → <?cs var:d.now ?></span><?cs /each ?>　<?cs var:p.name ?>
				</li>
			<?cs /each ?>
		</ul>
	</section>
<?cs /if ?>
<?cs if:subcount(text) > #0 ?>
	<section class="card diff-part"><h2>正文</h2>
		<div class="diff-text">
			<?cs each:l = text ?><?cs if:l.kind == "old" ?>
				<p class="changed"><del><?cs var:l.words ?></del></p>
				<?cs elif:l.kind == "new" ?>
					<p class="changed">
						<ins><?cs if:l.words ?><?cs var:l.words ?><?cs else ?>（空行）<?cs /if ?></ins>
					</p>
				<?cs elif:l.kind == "gap" ?><p class="muted">……</p>
				<?cs else ?><p class="muted"><?cs var:l.words ?></p><?cs /if ?><?cs /each ?>
		</div>
	</section>
<?cs /if ?>
</div>
<aside class="diff-actions">
<?cs if:may.propose ?>
	<section class="card"><h2>提请发布</h2><p class="muted">提请后不能再改，由没有参与修改的另一位同事核对并发布。</p>
		<form method="post" action="<?cs var:rev.url ?>/propose">
			<?cs call:revision_keys() ?><button class="button" type="submit">提请发布</button>
		</form>
	</section>
<?cs /if ?>
<?cs if:rev.state == "proposed" && !may.release && (may.send_back) ?>
	<section class="card"><h2>等待发布</h2>
		<p class="muted"><?cs if:rev.own ?>您参与了这次修订，须由另一位内容编辑或主管核对后发布。<?cs /if ?></p>
	</section>
<?cs /if ?>
<?cs if:may.release ?>
	<section class="card"><h2>发布</h2>
		<form method="post" action="<?cs var:rev.url ?>/release" class="stack">
			<?cs call:revision_keys() ?><label for="day">从哪一天起生效</label><?cs if:error.day ?>
				<p class="field-error"><?cs var:error.day ?></p>
			<?cs /if ?><input id="day" name="day" value="<?cs var:values.day ?>" class="short" autocomplete="off">
			<p class="muted">今天（<?cs var:today ?>）或以后。生效后新建的申请按这次修订办理；办理中的申请另行决定。</p>
			<button class="button" type="submit">我已核对差异，发布</button>
		</form>
	</section>
<?cs /if ?>
<?cs if:may.send_back ?>
	<section class="card"><h2>退回修改</h2>
		<form method="post" action="<?cs var:rev.url ?>/send-back" class="stack">
			<?cs call:revision_keys() ?><label for="remark">意见</label><?cs if:error.remark ?>
				<p class="field-error"><?cs var:error.remark ?></p>
			<?cs /if ?><textarea id="remark" name="remark" rows="3"><?cs
				var:values.remark ?></textarea><button class="button button-quiet" type="submit">退回</button>
		</form>
	</section>
<?cs /if ?>
<?cs if:may.withdraw ?>
	<section class="card">
		<h2><?cs if:rev.state == "released" ?>撤销发布<?cs else ?>放弃草稿<?cs /if ?></h2>
		<p class="muted"><?cs if:rev.state == "released" ?>尚未生效，可以撤销。<?cs else ?>放弃后还可以恢复为草稿。<?cs /if ?></p>
		<form method="post" action="<?cs var:rev.url ?>/withdraw" class="stack">
			<?cs call:revision_keys() ?><label for="why">说明</label><textarea id="why" name="remark"
				rows="2"></textarea><button class="button button-danger button-small"
				type="submit"><?cs if:rev.state == "released" ?>撤销发布<?cs else ?>放弃<?cs /if ?></button>
		</form>
	</section>
<?cs /if ?>
<?cs if:may.reopen ?>
	<section class="card"><h2>恢复为草稿</h2>
		<form method="post" action="<?cs var:rev.url ?>/reopen">
			<?cs call:revision_keys() ?><button class="button button-quiet" type="submit">恢复为草稿</button>
		</form>
	</section>
<?cs /if ?>
</aside></div>
<?cs include:"lib/office_foot.cs" ?>
