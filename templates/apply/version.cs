<?cs set:page.nav = "apply" ?><?cs set:page.title = "提交过的内容" ?><?cs set:page.crumb = "提交过的内容" ?><?cs include:"lib/portal_head.cs" ?>
<div class="reading">
<?cs # a value or the word of a choice ?>
<?cs def:shown(x) ?><?cs if:x.group ?><?cs var:Label.choice[x.group][x.value] ?><?cs elif:x.value ?><?cs
	var:x.value ?><?cs else ?>（未填写）<?cs /if ?><?cs /def ?>
<h1>第 <?cs var:number ?> 版</h1>
<p class="muted">
	受理号 <span class="num"><?cs var:app.number ?></span><?cs if:previous > #0 ?>，与第 <?cs var:previous ?> 版相比有
		<?cs var:changed ?> 处变化，已标出<?cs /if ?>。证件号码和手机号码只显示一部分。
</p>
<?cs each:s = section ?>
<section class="card"><h2><?cs var:Label.apply.section[s.name] ?></h2>
<dl class="summary">
	<?cs each:f = s.field ?>
		<div>
			<dt><?cs if:s.name == "declaration" ?>声明<?cs else ?><?cs var:Label.field[f.name] ?><?cs /if ?>
			</dt>
			<dd><?cs
				if:s.name == "declaration" ?>✓ <?cs var:Label.field[f.name] ?><?cs
				else ?><?cs if:f.changed ?><del class="muted"><?cs call:shown(f.old) ?></del> <?cs /if ?><?cs call:shown(f) ?><?cs
			/if ?></dd>
			<?cs if:f.changed ?><dd><?cs call:tag("going", "有变化") ?></dd><?cs /if ?>
		</div>
	<?cs /each ?>
</dl>
</section>
<?cs /each ?>
<section class="card"><h2>附件材料</h2>
<ul class="tasks">
	<?cs each:m = material ?>
		<li class="task"><span><?cs var:m.number ?>
			<?cs var:m.name ?><?cs each:f = m.file ?><small><a href="<?cs var:f.url ?>" target="_blank"
				rel="noopener"><?cs var:f.name ?></a></small><?cs /each ?></span><?cs
				if:m.changed ?><?cs call:tag("going", "有变化") ?>
			<?cs /if ?>
		</li>
	<?cs /each ?>
</ul>
</section>
<?cs if:subcount(document) > #0 ?><section class="card"><h2>按本版内容生成的文件</h2>
<ul class="tasks">
	<?cs each:d = document ?>
		<li>
			<a class="task" href="<?cs var:d.url ?>" target="_blank" rel="noopener"><span><span
				class="task-name"><?cs if:d.number ?><?cs var:d.number ?>
			<?cs /if ?><?cs var:d.title ?>（PDF）</span><small>校验码 <span class="num"><?cs
				var:d.hash ?></span></small></span></a>
		</li>
	<?cs /each ?>
</ul>
</section>
<?cs /if ?>
<div class="actions"><a class="button button-quiet" href="/apply">返回</a></div>
</div>
<?cs include:"lib/portal_foot.cs" ?>
