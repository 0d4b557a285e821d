<?cs # one row: the whole row is the link ?>
<?cs def:task_row(url, words, about, status, n) ?><li><a class="task" href="<?cs var:url ?>"><span><span class="task-name"><?cs var:words ?></span><?cs if:about ?><small><?cs var:about ?></small><?cs /if ?></span><?cs if:status == "started" && n > #0 ?><?cs call:tag("wait", "还差 " + n + " 项") ?><?cs else ?><?cs call:tag(Label.apply.tone[status], Label.apply.status[status]) ?><?cs /if ?></a></li><?cs /def ?>
<?cs call:error_summary() ?>
<?cs if:app.state == "returned" ?>
<div class="card status status-wrong">
<?cs call:tag("wrong", "待您处理") ?>
<h1>请补正 <?cs var:correction_total ?> 项后重新提交</h1>
<p>请在 <strong class="num"><?cs var:app.due ?></strong> 前重新提交，逾期申请将由系统撤回。每一项修改或说明后，才能重新提交。</p>
<div class="actions"><a class="button" href="/apply/corrections">查看补正通知</a></div>
</div>
<?cs elif:app.amending == "1" ?>
<div class="card status status-wait">
<?cs call:tag("wait", "修改中") ?>
<h1>您正在修改已提交的申请</h1>
<p>修改完成后请重新提交，从初审开始办理。在此之前，审核仍按第 <?cs var:app.version ?> 版进行。</p>
<form class="actions" method="post" action="/apply/amend/cancel"><?cs call:tokens() ?><input type="hidden" name="version" value="<?cs var:app.version ?>"><input type="hidden" name="moves" value="<?cs var:app.moves ?>"><input type="hidden" name="edits" value="<?cs var:app.edits ?>"><button class="button button-quiet" type="submit">放弃修改，恢复第 <?cs var:app.version ?> 版</button></form>
</div>
<?cs /if ?>
<div class="columns">
<div>
<?cs if:app.state == "draft" && app.amending != "1" ?><h1>联合开户申请</h1>
<p class="muted"><?cs if:org_name ?><?cs var:org_name ?> · <?cs /if ?><?cs if:saved.time ?><span class="num">草稿已保存 <?cs var:saved.month ?>月<?cs var:saved.day ?>日 <?cs var:saved.time ?></span><?cs else ?>可以按任意顺序填写，随时保存<?cs /if ?></p><?cs /if ?>
<?cs if:app.state == "returned" ?>
<section class="card"><h2>补正</h2><ul class="tasks"><?cs call:task_row("/apply/corrections", "补正通知", "逐项修改或说明", corrections.status, corrections.open) ?></ul></section><?cs /if ?>
<section class="card"><h2>一、填写信息 <small class="muted num"><?cs var:section_done ?>/<?cs var:section_total ?></small></h2>
<ul class="tasks"><?cs each:s = section ?>
<?cs call:task_row(s.url, Label.apply.section[s.name], Label.apply.about[s.name], s.status, s.open) ?><?cs /each ?>
</ul></section>
<section class="card"><h2>二、上传材料 <small class="muted num"><?cs var:material_done ?>/<?cs var:material_total ?></small></h2>
<ul class="tasks"><?cs call:task_row("/apply/materials", "附件材料", "按您填写的信息列出", materials.status, materials.open) ?></ul></section>
<section class="card"><h2>三、确认与提交</h2>
<ul class="tasks"><?cs call:task_row("/apply/confirm", "确认交易代表的手机和邮箱", "审核消息和交易账户信息发到这里", confirm.status, confirm.open) ?>
<li><a class="task" href="/apply/check"><span><span class="task-name">核对并提交</span><small>核对全部内容后提交</small></span><?cs if:missing == "0" ?><?cs call:tag("done", "可以提交") ?><?cs else ?><?cs call:tag("plain", "还差 " + missing + " 项") ?><?cs /if ?></a></li></ul></section>
</div>
<aside class="card">
<h3>提交之后</h3>
<p class="small">交易机构初审通过后，短信通知交易代表邮寄纸质材料。请保留好加盖公章的原件，一式两份。</p>
<p class="small"><a href="/guide">查看联合开户须知</a></p>
<?cs if:app.number ?><p class="small muted">受理号 <span class="num"><?cs var:app.number ?></span><br>已提交 <?cs var:app.version ?> 版</p><?cs /if ?>
<p class="small"><a href="/apply/withdraw">撤回申请</a></p>
</aside>
</div>
