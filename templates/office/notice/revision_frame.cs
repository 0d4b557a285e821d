<?cs # What every page of one revision begins with: which it is, in which state, and its other pages. ?>
<p class="crumbs"><a href="/office/revision">开户须知</a></p>
<div class="headline">
	<h1>
		第 <?cs var:rev.id ?> 次修订 <?cs if:rev.holds ?><?cs call:tag("done", "现行") ?><?cs
			elif:rev.past ?><span class="tag">已被替代</span><?cs elif:rev.state == "released" ?><?cs call:tag("going", "已发布，待生效") ?><?cs
			else ?><?cs call:tag(Label.revision.tone[rev.state], Label.revision.state[rev.state]) ?>
		<?cs /if ?>
	</h1>
</div>
<dl class="facts">
	<?cs if:rev.effective_on ?><div><dt>生效</dt><dd class="figures"><?cs var:rev.effective_on ?></dd></div>
	<?cs /if ?><?cs if:rev.prepared_by ?>
		<div><dt>起草</dt>
			<dd><?cs var:rev.prepared_by ?> <span class="figures"><?cs var:rev.prepared_at ?></span></dd>
		</div>
		<div><dt>最后修改</dt>
			<dd><?cs var:rev.changed_by ?> <span class="figures"><?cs var:rev.changed_at ?></span></dd>
		</div>
	<?cs /if ?><?cs if:rev.proposed_by ?>
		<div><dt>提请发布</dt>
			<dd><?cs var:rev.proposed_by ?> <span class="figures"><?cs var:rev.proposed_at ?></span></dd>
		</div>
	<?cs /if ?><?cs if:rev.released_by ?>
		<div><dt>发布</dt>
			<dd><?cs var:rev.released_by ?> <span class="figures"><?cs var:rev.released_at ?></span></dd>
		</div>
	<?cs /if ?><?cs if:rev.copied_from ?><div><dt>依据</dt><dd>第 <?cs var:rev.copied_from ?> 次修订</dd></div>
	<?cs /if ?>
</dl>
<?cs if:rev.remark && rev.state != "released" ?>
	<div class="alert calm">
		<strong><?cs if:rev.state == "withdrawn" ?>撤销说明<?cs else ?>退回意见<?cs /if ?>：</strong><?cs var:rev.remark ?>
	</div>
<?cs /if ?>
<nav class="tabs" aria-label="修订">
	<a href="<?cs var:rev.url ?>"<?cs if:tab == "one" ?> aria-current="page"<?cs /if ?>>内容与材料</a><a
		href="<?cs var:rev.url ?>/changes"<?cs if:tab == "changes" ?> aria-current="page"<?cs
		/if ?>>与上一版的差异<?cs if:rev.state == "draft" || rev.state == "proposed" ?>、发布<?cs
		/if ?></a><a href="<?cs var:rev.url ?>/preview"<?cs if:tab == "preview" ?> aria-current="page"<?cs
		/if ?>>预览</a><a href="<?cs var:rev.url ?>/applications"<?cs if:tab == "applications" ?>
		aria-current="page"<?cs /if ?>>办理中的申请</a>
</nav>
