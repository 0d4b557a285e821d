<?cs set:page.nav = "apply" ?><?cs set:page.title = "修改已提交的申请" ?><?cs set:page.crumb = "修改已提交的申请" ?><?cs include:"lib/portal_head.cs" ?>
<?cs call:error_summary() ?>
<div class="card narrow status status-wait">
<h1>修改已提交的申请</h1>
<p>修改后要重新提交，成为第 <?cs set:next_version = app.version + #1 ?><?cs var:next_version ?> 版，<strong>从初审开始办理</strong>。重新提交之前，审核仍按第 <?cs var:app.version ?> 版进行。</p>
<?cs if:subcount(paper) > #0 ?><p>填写的信息有变化时，下列由信息生成的材料须重新打印、签署、盖章并邮寄：</p>
<ul><?cs each:p = paper ?><li><?cs var:p.number ?> <?cs var:p.name ?></li><?cs /each ?></ul><?cs /if ?>
<form method="post" action="/apply/amend"><?cs call:tokens() ?><input type="hidden" name="version" value="<?cs var:app.version ?>"><input type="hidden" name="moves" value="<?cs var:app.moves ?>">
<div class="field<?cs if:error.knowingly ?> field-wrong<?cs /if ?>"><?cs if:error.knowingly ?><p class="error">请勾选，表示知道要从初审重新办理</p><?cs /if ?><label class="choice"><input id="f-knowingly" type="checkbox" name="knowingly" value="yes"><span>我知道重新提交后从初审开始办理</span></label></div>
<div class="actions"><button class="button" type="submit">开始修改</button><a class="button button-quiet" href="/apply">不修改，返回</a></div></form>
</div>
<?cs include:"lib/portal_foot.cs" ?>
