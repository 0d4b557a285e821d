<?cs set:page.title = list.number ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs call:refusals() ?>
<?cs if:faster.by ?>
	<div class="alert calm" role="alert">
		<strong><?cs var:faster.org_name ?></strong> 这一行已由 <strong><?cs var:faster.by ?></strong> 于
			<span class="figures"><?cs var:faster.at ?></span>
			答复：<?cs var:Label.office.line_state[faster.state] ?>。您的答复没有记入。
	</div>
<?cs /if ?>
<div class="headline"><h1>纸质材料移交单</h1>
	<a href="/office/hand-over" class="screen-only">全部移交单</a>
		<a class="button button-quiet screen-only" href="/office/hand-over/<?cs var:list.number ?>/print"
		target="_blank" rel="noopener">打印移交单（PDF）</a>
</div>
<dl class="facts">
	<div><dt>编号</dt><dd class="figures"><?cs var:list.number ?></dd></div>
	<div><dt>移交</dt><dd>交易机构 <?cs var:list.made_by ?> <span class="figures"><?cs var:list.made_at ?></span></dd>
	</div>
	<div><dt>合计</dt><dd class="figures"><?cs var:list.cases ?> 件申请，<?cs var:list.copies ?> 份材料</dd></div>
	<div><dt>待接收</dt><dd class="figures"><?cs var:list.waiting ?> 件</dd></div>
</dl>
<table class="list lines">
	<thead>
		<tr><th scope="col">序号</th><th scope="col">申请人</th><th scope="col">移交的材料</th>
			<th scope="col" class="num">份数</th><th scope="col">登记机构接收</th>
		</tr>
	</thead><tbody>
<?cs each:x = line ?><tr id="line-<?cs var:x.position ?>">
<td class="figures"><?cs var:x.position ?></td>
<td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a><span class="muted"><span class="figures"><?cs
		var:x.number ?></span> 第<?cs var:x.version ?>版</span>
</td>
<td data-label="移交的材料"><ul class="plain line-papers">
		<?cs each:p = x.paper ?>
			<li<?cs if:p.differs ?> class="bad"<?cs /if ?>>
				<span class="figures"><?cs var:p.number ?></span> <?cs var:p.name ?>
					<span class="figures"><?cs var:p.copies ?> 份<?cs if:p.differs ?>，实收
					<?cs var:p.counted ?> 份<?cs /if ?></span>
			</li>
		<?cs /each ?>
	</ul>
</td>
<td data-label="份数" class="num"><?cs var:x.copies ?></td>
<td data-label="接收"><?cs if:x.token ?>
<div class="answers screen-only">
<form method="post" action="/office/hand-over/<?cs var:list.number ?>/accept">
	<?cs call:tokens() ?><input type="hidden" name="case" value="<?cs var:x.token ?>">
<label>实收合计 <input name="counted" value="<?cs var:x.typed_counted ?>" inputmode="numeric" maxlength="5"
	class="figures tiny" autocomplete="off" required> 份</label>
	<button class="button button-small" type="submit">数量相符，接收</button><?cs if:x.typed && error.counted ?>
	<p class="field-error"><?cs var:error.counted ?></p>
<?cs /if ?>
</form>
<details<?cs if:x.typed && (error.note || error.copies) ?> open<?cs /if ?>><summary>有异议</summary>
<form method="post" action="/office/hand-over/<?cs var:list.number ?>/dispute" class="stack">
	<?cs call:tokens() ?><input type="hidden" name="case" value="<?cs var:x.token ?>">
<p class="muted">只填与清单不同的实收份数。</p>
<?cs each:p = x.paper ?><label class="count-line"><span><?cs var:p.number ?>
	<?cs var:p.name ?></span><input type="hidden" name="paper" value="<?cs var:p.code ?>"><input name="copies"
		value="<?cs var:p.typed ?>" inputmode="numeric" maxlength="5" class="figures count"
		autocomplete="off" placeholder="<?cs var:p.copies ?>"></label><?cs /each ?>
<?cs if:x.typed && error.copies ?><p class="field-error"><?cs var:error.copies ?></p><?cs /if ?>
<label>缺少什么 <textarea name="note" rows="2" maxlength="500" required><?cs var:x.typed_note ?></textarea></label><?cs
	if:x.typed && error.note ?>
	<p class="field-error"><?cs var:error.note ?></p>
<?cs /if ?>
<button class="button button-danger button-small" type="submit">退回交易机构</button></form></details>
</div>
<?cs elif:x.void ?><?cs call:tag("wait", "申请人已修改，此行作废") ?>
<?cs else ?><span class="tag<?cs if:x.state == "accepted" ?> tag-done<?cs elif:x.state == "disputed" ?> tag-wrong<?cs
	/if ?>"><?cs var:Label.office.line_state[x.state] ?></span><?cs if:x.answered_by ?>
	<?cs var:x.answered_by ?> <span class="muted figures"><?cs var:x.at ?></span><?cs if:x.counted ?> 实收
		<?cs var:x.counted ?> 份<?cs /if ?><?cs if:x.note ?><span class="problem"><?cs var:x.note ?></span>
	<?cs /if ?>
	<?cs /if ?><?cs
/if ?></td>
</tr>
<?cs /each ?></tbody></table>
<?cs include:"lib/office_foot.cs" ?>
