<?cs # In the middle: the document. ?>
<section class="pane viewer" aria-label="材料文件" id="viewer">
<div class="viewer-bar"><strong><?cs var:current.number ?> <?cs var:current.name ?></strong>
<?cs if:viewer.src ?><span><?cs var:viewer.slot ?> <span class="figures"><?cs var:viewer.position ?>/<?cs var:viewer.count ?></span></span>
<nav class="viewer-files" aria-label="文件">
	<?cs each:f = file ?><a href="<?cs var:f.url ?>" title="<?cs var:f.name ?>"<?cs
		if:f.public_id == viewer.public_id ?> aria-current="page"<?cs /if ?>><?cs var:f.slot ?>
		<?cs var:f.position ?></a><?cs /each ?>
</nav>
<?cs if:viewer.pages != "1" ?>
	<nav class="viewer-pages" aria-label="页">
		<?cs if:viewer.previous ?>
			<a href="<?cs var:viewer.previous ?>" rel="prev" data-previous>‹
				上一页</a><?cs /if ?><span class="figures">第 <?cs var:viewer.page ?><?cs
				if:viewer.pages ?>/<?cs var:viewer.pages ?><?cs /if ?>
				页</span><?cs if:viewer.next ?><a href="<?cs var:viewer.next ?>" rel="next" data-next>下一页 ›</a>
		<?cs /if ?>
	</nav>
<?cs /if ?>
<span class="viewer-tools"><button type="button" class="bar-button" data-zoom="in" hidden>放大
	+</button><button type="button" class="bar-button" data-zoom="out" hidden>缩小
	−</button><button type="button" class="bar-button" data-rotate hidden>旋转 R</button></span>
<?cs /if ?>
</div>
<?cs if:viewer.scan == "infected" ?><p class="viewer-empty problem">这个文件查出病毒，已封存，不能打开。请将这项材料标为“不符合”，退回申请人更换。</p>
<?cs elif:viewer.src && viewer.scan != "clean" && viewer.scan != "unscanned" ?><p class="viewer-empty">正在查毒，查完即可打开，请稍后重新打开本页。</p>
<?cs elif:viewer.src ?>
	<div class="sight">
		<div class="paper" data-paper>
			<img src="<?cs var:viewer.src ?>"
				alt="<?cs var:current.name ?> <?cs var:viewer.slot ?> 第 <?cs var:viewer.page ?> 页">
		</div>
</div><?cs else ?><p class="viewer-empty">这项材料没有文件。</p><?cs /if ?>
<?cs if:viewer.src && viewer.scan == "unscanned" ?><p class="viewer-note muted">未检查病毒（没有配置查毒程序）</p><?cs /if ?>
<?cs if:current.clause ?><p class="viewer-note clause"><strong>核对要点：须写明</strong>　<?cs var:current.clause ?></p><?cs /if ?>
<?cs if:current.requirement ?>
	<p class="viewer-note">
		<?cs var:current.requirement ?><?cs each:d = document ?><?cs if:d.name == current.code ?>　页脚校验码应为
			<strong class="figures"><?cs var:d.hash ?></strong>　<a href="<?cs var:d.url ?>"
			target="_blank" rel="noopener">系统生成的表格</a><?cs /if ?><?cs /each ?>
	</p>
<?cs /if ?>
</section>
