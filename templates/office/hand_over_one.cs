<?cs set:page.title = list.number ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs call:refusals() ?>
<div class="headline"><h1>纸质材料移交单</h1><button class="button button-quiet screen-only" type="button" data-print hidden>打印</button></div>
<dl class="facts"><div><dt>编号</dt><dd class="figures"><?cs var:list.number ?></dd></div><div><dt>制单</dt><dd><?cs var:list.made_by ?> <span class="figures"><?cs var:list.made_at ?></span></dd></div><div><dt>合计</dt><dd class="figures"><?cs var:list.cases ?> 件申请，<?cs var:list.copies ?> 份材料</dd></div></dl>
<table class="list lines"><thead><tr><th scope="col">序号</th><th scope="col">申请人</th><th scope="col">受理号</th><th scope="col">版本</th><th scope="col" class="num">份数</th><th scope="col">接收</th></tr></thead><tbody>
<?cs each:x = line ?><tr id="line-<?cs var:x.position ?>">
<td class="figures"><?cs var:x.position ?></td><td class="main-cell"><a href="<?cs var:x.url ?>"><?cs var:x.org_name ?></a></td><td data-label="受理号" class="figures"><?cs var:x.number ?></td><td data-label="版本">第<?cs var:x.version ?>版</td><td data-label="份数" class="num"><?cs var:x.copies ?></td>
<td data-label="接收"><?cs if:x.token ?>
<div class="answers screen-only">
<form method="post" action="/office/hand-over/<?cs var:list.number ?>/accept"><?cs call:tokens() ?><input type="hidden" name="case" value="<?cs var:x.token ?>">
<label>实收 <input name="counted" inputmode="numeric" maxlength="4" class="figures tiny" required> 份</label> <button class="button button-small" type="submit">数量相符，接收</button></form>
<details><summary>有异议</summary>
<form method="post" action="/office/hand-over/<?cs var:list.number ?>/dispute" class="stack"><?cs call:tokens() ?><input type="hidden" name="case" value="<?cs var:x.token ?>">
<label>实收 <input name="counted" inputmode="numeric" maxlength="4" class="figures tiny" required> 份</label>
<label>缺少什么 <textarea name="note" rows="2" maxlength="500" required></textarea></label>
<button class="button button-danger button-small" type="submit">退回交易机构</button></form></details>
</div><span class="print-only">实收＿＿份　签字＿＿＿＿</span>
<?cs elif:x.void ?><span class="tag tag-wait">申请人已修改，此行作废</span>
<?cs else ?><span class="tag<?cs if:x.state == "accepted" ?> tag-done<?cs elif:x.state == "disputed" ?> tag-wrong<?cs /if ?>"><?cs var:Label.office.line_state[x.state] ?></span><?cs if:x.answered_by ?> <?cs var:x.answered_by ?> <span class="muted figures"><?cs var:x.at ?></span><?cs if:x.counted ?> 实收 <?cs var:x.counted ?> 份<?cs /if ?><?cs if:x.note ?><br><?cs var:x.note ?><?cs /if ?><?cs /if ?><?cs /if ?></td></tr>
<?cs /each ?></tbody></table>
<p class="print-only signatures">移交人（签字）＿＿＿＿＿＿＿＿　　接收人（签字）＿＿＿＿＿＿＿＿　　日期＿＿＿＿＿＿</p>
<?cs include:"lib/office_foot.cs" ?>
