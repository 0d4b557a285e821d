<?cs set:page.title = "清点纸质材料" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs def:parcel_keys() ?><input type="hidden" name="version" value="<?cs var:case.version ?>"><input type="hidden"
	name="moves" value="<?cs var:case.moves ?>"><?cs if:parcel.version != "0" ?><input type="hidden" name="v"
	value="<?cs var:parcel.version ?>"><input type="hidden" name="check" value="<?cs var:parcel.check ?>"><?cs
	/if ?><?cs /def ?>
<?cs def:tick(p, mark, asked, on, word) ?><?cs if:asked ?><label class="tick"><input type="checkbox" name="tick"
	value="<?cs var:p.code ?>-<?cs var:mark ?>"<?cs if:on ?> checked<?cs /if ?>>
	<?cs var:word ?><span class="hidden"> <?cs var:p.name ?></span></label><?cs /if ?><?cs /def ?>
<div class="headline">
<div class="headline-words"><h1><?cs var:case.org_name ?></h1>
<p class="muted">
	<span class="figures"><?cs var:case.number ?></span>　当前第 <?cs var:case.version ?>
		版　<?cs call:tag("done", Label.office.state[case.state]) ?>　<a
		href="<?cs var:case.url ?>">打开案件</a>
</p>
</div>
<?cs if:frame.is.second_reviewer ?>
	<form method="post" action="/office/receive" class="search">
		<?cs call:tokens() ?><label class="hidden" for="number">扫描下一件</label><input id="number" name="number"
			class="figures" autocomplete="off" maxlength="80" placeholder="扫描下一件"<?cs
			if:!may_count || saved ?> autofocus<?cs /if ?> data-scan><button class="button button-quiet"
			type="submit">查找</button>
	</form>
<?cs /if ?>
</div>
<?cs call:refusals() ?>
<?cs if:saved ?>
	<div class="alert done" role="status">
		<strong>✓ 已保存清点结果。</strong><?cs if:to_post == "0" ?>纸质材料齐全。<?cs else ?>还有 <?cs var:to_post ?> 项未齐。
		<?cs /if ?>
	</div>
<?cs /if ?>

<div class="belongs" role="status">
<?cs if:parcel.match == "current" ?>
	<p class="verdict good">
		✓ 这份纸质材料是当前第 <?cs var:case.version ?> 版<?cs if:parcel.via == "tracking" ?>（按申请人登记的快递单号），请与封面页核对<?cs
			elif:!parcel.check ?>（没有读到校验码），请与封面页核对
		<?cs /if ?>
	</p>
<?cs elif:parcel.match == "older" ?><p class="verdict bad">✗ 这份纸质材料是旧的第 <?cs var:parcel.version ?> 版，当前是第 <?cs var:case.version ?> 版</p>
<p>
	<?cs if:parcel.lacking == "0" ?>
		但改动没有影响还缺的材料，可以照常清点、登记收到。<?cs else ?>其中 <?cs var:parcel.lacking ?> 项因申请人修改而不再有效，须按当前版本重新签署邮寄，不能登记收到；仍有效的可以先清点保存。
	<?cs /if ?>
</p>
<?cs elif:parcel.match == "mismatch" ?><p class="verdict bad">✗ 校验码与第 <?cs var:parcel.version ?> 版不符：这张封面页不是由系统现有的数据打印的，请不要按它清点</p>
<p>请先与封面页和材料核对；确认材料无误的，<a href="<?cs var:case.papers_url ?>">按当前第 <?cs var:case.version ?> 版清点</a>。</p>
<?cs elif:parcel.match == "no_such_version" ?>
	<p class="verdict bad">✗ 没有第 <?cs var:parcel.version ?> 版：当前是第 <?cs var:case.version ?> 版，请核对封面页</p>
<p>确认材料无误的，<a href="<?cs var:case.papers_url ?>">按当前第 <?cs var:case.version ?> 版清点</a>。</p>
<?cs elif:may_count && case.state == "awaiting_paper" ?><p class="verdict">请核对封面页上的版本是否为第 <?cs var:case.version ?> 版</p><?cs /if ?>
<?cs if:case.state == "paper_review" ?>
	<p>
		<?cs if:received.at ?>
			已于 <span class="figures"><?cs var:received.at ?></span> 由 <?cs var:received.staff ?> 登记收到（第
				<?cs var:received.version ?> 版），正在复审。<?cs if:!may_count ?>由经办人修改清点结果。
			<?cs /if ?>
		<?cs /if ?>
	</p>
<?cs elif:case.state != "awaiting_paper" ?>
	<p>
		<strong>目前不在等待纸质材料：</strong>申请处于“<?cs var:Label.office.state[case.state] ?>”。<?cs
			if:received.at ?>纸质材料曾于 <span class="figures"><?cs var:received.at ?></span> 由
			<?cs var:received.staff ?> 登记收到（第 <?cs var:received.version ?> 版）。<?cs /if ?>请先留存这份材料，不要登记。
	</p>
<?cs elif:received.at ?>
	<p>
		上次于 <span class="figures"><?cs var:received.at ?></span> 由 <?cs var:received.staff ?> 登记收到（第
			<?cs var:received.version ?> 版），之后又需补寄。
	</p>
<?cs /if ?>
<?cs if:case.amending ?><p><?cs call:tag("wait", "申请人正在修改") ?> 重新提交后这些材料可能要重寄。</p><?cs /if ?>
<p class="muted">
	<?cs if:shipment.tracking ?>
		<?cs var:shipment.courier ?> <span class="figures"><?cs var:shipment.tracking ?></span>，<span
			class="figures"><?cs var:shipment.posted_at ?></span> 寄出（第 <?cs var:shipment.version ?>
			版）<?cs else ?>申请人没有登记快递单号。
	<?cs /if ?>
</p>
</div>

<?cs if:may_count ?>
	<form method="post" action="/office/case/<?cs var:case.public_id ?>/<?cs if:may_receive ?>receive<?cs
		else ?>paper<?cs /if ?>" id="counts">
		<?cs call:tokens() ?><?cs call:parcel_keys() ?>
	<?cs /if ?>
<table class="list papers-table">
	<thead>
		<tr><th scope="col">材料</th><th scope="col" class="num">应交</th><th scope="col">已有</th>
			<?cs if:may_count ?><th scope="col">实收份数</th><th scope="col">核对</th><th scope="col">问题</th>
			<?cs /if ?>
		</tr>
	</thead><tbody>
<?cs set:focused = saved ?>
<?cs each:p = paper ?><tr id="p-<?cs var:p.code ?>"<?cs if:p.error ?> class="wrong"<?cs /if ?>>
<td class="main-cell"><span class="figures"><?cs var:p.number ?></span> <?cs var:p.name ?><?cs
		if:p.error ?><span class="field-error" id="e-<?cs var:p.code ?>"><?cs var:Label.error[p.error] ?></span><?cs
/if ?></td>
<td data-label="应交" class="num"><?cs var:p.expected ?></td>
<td data-label="已有"><?cs
	call:paper_state(p) ?><?cs if:p.marks.seal || p.marks.signature || p.marks.copy ?><span
		class="muted"><?cs call:paper_mark(p.asked.seal, p.marks.seal, "公章") ?><?cs
		call:paper_mark(p.asked.signature, p.marks.signature, "签章") ?><?cs
		call:paper_mark(p.asked.copy, p.marks.copy, "手抄") ?></span><?cs
/if ?></td>
<?cs if:may_count ?>
	<?cs if:p.worthless ?>
		<td colspan="3"><?cs call:tag("wrong", "这一份不再有效") ?> <span class="problem"><?cs
				call:changed_words(p.since) ?></span>
		</td>
<?cs else ?>
	<td data-label="实收份数"><input type="hidden" name="paper" value="<?cs var:p.code ?>"><input name="copies"
			value="<?cs var:p.in.copies ?>" class="figures count" inputmode="numeric" maxlength="4"
			autocomplete="off" aria-label="<?cs var:p.name ?> 实收份数"<?cs if:p.error ?> aria-invalid="true"
			aria-describedby="e-<?cs var:p.code ?>"<?cs /if ?><?cs
			if:!focused && (!p.held || case.state == "paper_review") ?><?cs set:focused = "1" ?>
			autofocus<?cs /if ?>>
	</td>
<td data-label="核对" class="ticks"><?cs
	call:tick(p, "1", p.asked.seal, p.in.seal, "公章") ?><?cs
		call:tick(p, "2", p.asked.signature, p.in.signature, "签章") ?><?cs
		call:tick(p, "4", p.asked.copy, p.in.copy, "手抄文字") ?></td>
<td data-label="问题" class="fault"><select name="reason" aria-label="<?cs var:p.name ?> 问题"><option value="">无</option>
<?cs each:x = reason ?>
	<option value="<?cs var:x.id ?>"<?cs if:x.id == p.in.reason ?> selected<?cs /if ?>><?cs var:x.problem ?>
</option>
<?cs /each ?></select><input name="words" value="<?cs var:p.in.words ?>" maxlength="500" placeholder="其他问题"
	aria-label="<?cs var:p.name ?> 其他问题">
</td>
<?cs /if ?>
<?cs /if ?>
</tr>
<?cs /each ?></tbody></table>
<?cs if:may_count ?><div class="paper-buttons">
<?cs if:may_receive ?><button class="button button-quiet" type="submit">按所填登记收到</button>
<button class="button" type="submit" name="rest" value="1" data-primary>全部齐全，登记收到</button>
<span class="muted">“全部齐全”：没有填写的各项按份数足、印章签字手抄齐全记；先填有问题的行即可。<span data-keys hidden>Ctrl+Enter</span></span>
<?cs else ?><button class="button" type="submit" data-primary>保存清点结果</button>
<?cs if:case.state == "awaiting_paper" ?><button class="button button-quiet" type="submit" name="rest"
	value="1">仍有效的各项都齐全，保存</button>
<?cs /if ?>
<?cs /if ?>
</div></form><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
