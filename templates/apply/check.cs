<?cs set:page.nav = "apply" ?><?cs set:page.title = "核对并提交" ?><?cs set:page.crumb = "核对并提交" ?><?cs include:"lib/portal_head.cs" ?>
<div class="reading">
<h1>核对并提交</h1>
<?cs call:error_summary() ?>
<?cs if:missing > #0 ?>
<section class="card status status-wait"><?cs call:tag("wait", "待您处理") ?>
<h2>必须修改：提交前还有 <?cs var:missing ?> 项需要完成</h2>
<ul class="missing"><?cs each:p = problem ?>
<li>
	<a href="<?cs var:p.url ?>"><?cs if:p.section ?><?cs var:Label.apply.section[p.section] ?><?cs if:p.field ?>
		· <?cs var:Label.field[p.field] ?><?cs /if ?><?cs elif:p.material ?>材料 <?cs var:p.number ?>
		<?cs var:p.material ?><?cs if:p.slot ?> · <?cs var:p.slot ?><?cs /if ?><?cs elif:p.item ?>补正通知第
			<?cs var:p.item ?> 项<?cs else ?>交易代表 · <?cs var:Label.field[p.field] ?><?cs /if ?></a>：<?cs
			var:Label.error[p.message] ?>
</li>
<?cs /each ?>
</ul></section>
<?cs else ?>
<div class="banner banner-done">内容已经完整。请核对无误后，在页面底部提交。</div><?cs /if ?>
<?cs if:advice_count > #0 ?>
<section class="card status" id="advice"><?cs call:tag("going", "建议核对") ?>
<h2>建议核对 <?cs var:advice_count ?> 处</h2>
<p class="muted">审核人员会看到同样的提示。核对无误的，可以不改。</p>
<ul class="missing"><?cs each:p = advice ?>
<li>
	<a href="<?cs var:p.url ?>"><?cs if:p.section ?><?cs var:Label.apply.section[p.section] ?> ·
		<?cs var:Label.field[p.field] ?><?cs else ?>材料 <?cs var:p.number ?>
		<?cs var:p.material ?><?cs /if ?></a>：<?cs var:Label.check[p.rule] ?><?cs if:p.rule == "clause" ?><br><?cs
			var:p.value ?><?cs elif:p.value ?>
			<strong class="num"><?cs var:p.value ?></strong><?cs /if ?><?cs
			if:p.other ?><span class="muted">（对照：<?cs var:Label.apply.section[p.other_section] ?> ·
			<?cs var:Label.field[p.other] ?>）</span>
	<?cs /if ?>
</li>
<?cs /each ?>
</ul></section><?cs /if ?>
<?cs each:s = section ?>
<section class="card">
	<div class="slot-head-plain"><h2><?cs var:Label.apply.section[s.name] ?></h2>
		<a href="<?cs var:s.url ?>">修改<span class="hidden"><?cs var:Label.apply.section[s.name] ?></span></a>
	</div>
<dl class="summary">
	<?cs each:f = s.field ?>
		<div>
			<dt><?cs if:s.name == "declaration" ?>声明<?cs else ?><?cs var:Label.field[f.name] ?><?cs /if ?>
			</dt>
			<dd><?cs
				if:s.name == "declaration" ?><?cs if:f.value ?>✓ <?cs else ?>（未勾选）<?cs /if ?><?cs
					var:Label.field[f.name] ?><?cs
				elif:f.group ?><?cs var:Label.choice[f.group][f.value] ?><?cs
				elif:f.value ?><?cs var:f.value ?><?cs
				else ?><span class="muted">未填写</span><?cs
			/if ?></dd>
		</div>
	<?cs /each ?>
</dl>
</section>
<?cs /each ?>
<section class="card"><div class="slot-head-plain"><h2>附件材料</h2><a href="/apply/materials">修改<span class="hidden">附件材料</span></a></div>
<ul class="tasks">
	<?cs each:m = material ?>
		<li>
			<a class="task" href="<?cs var:m.url ?>"><span><span class="task-name"><?cs var:m.number ?>
			<?cs var:m.name ?></span><small class="num"><?cs var:m.files ?> 个文件</small></span><?cs
				if:m.complete == "1" ?><?cs call:tag("done", "已完成") ?><?cs else ?><?cs
				call:tag("wait", "未完成") ?><?cs /if ?></a>
		</li>
	<?cs /each ?>
</ul>
</section>
<?cs if:subcount(touched) > #0 ?>
<section class="card" id="touched"><h2>须重新签署、邮寄的纸质材料</h2>
<p>与第 <?cs var:app.version ?> 版相比，您的改动涉及下列材料。按第 <?cs var:app.version ?> 版签署的不再有效，初审通过后请重新签署并邮寄；其余 <?cs var:untouched ?> 项不受影响。</p>
<ul class="post-list">
	<?cs each:p = touched ?>
		<li>
			<span class="num"><?cs var:p.number ?></span> <?cs var:p.name ?><br><small class="why"><?cs
				call:touched_words(p.why) ?></small>
		</li>
	<?cs /each ?>
</ul>
</section>
<?cs elif:app.version > #0 ?><p class="banner" id="touched">您的改动没有使已签署的纸质材料失效。</p><?cs /if ?>
<form class="card" method="post" action="/apply/submit">
	<?cs call:seen_keys() ?><?cs call:edits_key() ?>
<h2><?cs if:app.version > #0 ?>重新提交<?cs else ?>提交申请<?cs /if ?></h2>
<p>提交后由交易机构初审，结果短信通知交易代表。提交后仍可修改，但要重新从初审开始办理。</p>
<?cs if:advice_count > #0 ?>
	<div class="field<?cs if:error.advice_seen ?> field-wrong<?cs /if ?>">
		<?cs if:error.advice_seen ?><p class="error"><?cs var:error.advice_seen ?></p>
		<?cs /if ?><label class="choice"><input id="f-advice_seen" type="checkbox" name="advice_seen"
			value="yes"><span>我已核对上面的 <?cs var:advice_count ?> 处提示，按现有内容提交</span></label>
	</div>
<?cs /if ?>
<div class="actions">
	<button class="button" type="submit"<?cs if:missing > #0 ?> disabled<?cs /if ?>><?cs
		if:app.version > #0 ?>重新提交<?cs else ?>提交申请<?cs /if ?></button><a class="button button-quiet"
		href="/apply">返回清单</a>
</div>
<?cs if:missing > #0 ?><p class="small muted">完成上面列出的 <?cs var:missing ?> 项后可以提交。</p><?cs /if ?>
</form>
</div>
<?cs include:"lib/portal_foot.cs" ?>
