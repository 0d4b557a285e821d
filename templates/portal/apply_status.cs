<p class="crumbs"><a href="/apply">我的申请</a> › 办理进度</p>
<?cs call:error_summary() ?>
<div class="columns columns-wide">
<div>
<section class="card status status-<?cs var:Label.apply.tag_tone[app.state] ?>">
<?cs call:tag(Label.apply.tag_tone[app.state], Label.apply.tag[app.state]) ?>
<h1><?cs var:Label.apply.title[app.state] ?></h1>
<?cs if:app.state == "awaiting_paper" ?>
<p>请在 <strong class="num"><?cs var:app.due ?></strong> 前寄出，建议使用顺丰快递。请使用第 <?cs var:app.version ?> 版资料打印的封面页，收件人凭受理号签收。</p>
<div class="inset"><dl class="summary">
<div><dt>收件地址</dt><dd><?cs var:mailing.mail_address ?></dd></div>
<div><dt>收件人</dt><dd><?cs var:mailing.mail_recipient ?>　<span class="num"><?cs var:mailing.mail_phone ?></span></dd></div>
<div><dt>邮编</dt><dd class="num"><?cs var:mailing.mail_postcode ?></dd></div><?cs if:shipment.tracking ?>
<div><dt>您寄出的</dt><dd><?cs var:shipment.courier ?> <span class="num"><?cs var:shipment.tracking ?></span></dd></div><?cs /if ?>
</dl></div>
<div class="actions"><a class="button" href="/apply/cover">打印封面页与装箱清单</a><a class="button button-quiet" href="/apply/shipment"><?cs if:shipment.tracking ?>修改快递单号<?cs else ?>填写快递单号<?cs /if ?></a></div>
<?cs else ?>
<p><?cs var:Label.apply.next[app.state] ?></p>
<?cs if:app.due && Label.apply.tag_tone[app.state] == "going" ?><p>预计在 <strong class="num"><?cs var:app.due ?></strong> 前完成。</p><?cs /if ?>
<?cs if:refusal ?><div class="banner banner-wrong"><strong>理由</strong><br><?cs var:refusal ?></div><?cs /if ?>
<?cs if:app.state == "opened" ?><div class="actions"><a class="button" href="/activate">激活账户</a></div><?cs /if ?>
<?cs if:may_start ?><form class="actions" method="post" action="/apply/start"><?cs call:tokens() ?><button class="button" type="submit">重新申请</button></form><?cs /if ?>
<?cs /if ?>
</section>

<?cs if:subcount(message) > #0 ?>
<section class="card"><h2>发给您的消息</h2>
<ul class="tasks"><?cs each:m = message ?>
<li class="task"><span><?cs var:Label.apply.notice[m.notice] ?><small class="num"><?cs var:m.at.month ?>月<?cs var:m.at.day ?>日 <?cs var:m.at.time ?> <?cs var:Label.apply.channel[m.channel] ?>发至 <?cs var:m.to ?></small></span><?cs if:m.state == "delivered" ?><?cs call:tag("done", Label.apply.message_state[m.state]) ?><?cs elif:m.state == "dead" ?><?cs call:tag("wrong", Label.apply.message_state[m.state]) ?><?cs elif:m.state == "sent" ?><?cs call:tag("going", Label.apply.message_state[m.state]) ?><?cs else ?><?cs call:tag("plain", Label.apply.message_state[m.state]) ?><?cs /if ?></li><?cs /each ?>
</ul></section><?cs /if ?>

<?cs if:subcount(version) > #0 ?>
<section class="card"><h2>提交过的版本</h2>
<ul class="tasks"><?cs each:v = version ?>
<li><a class="task" href="<?cs var:v.url ?>"><span><span class="task-name">第 <?cs var:v.number ?> 版</span><small class="num"><?cs var:v.at.year ?>年<?cs var:v.at.month ?>月<?cs var:v.at.day ?>日 <?cs var:v.at.time ?> 提交</small></span><?cs if:v.number == app.version ?><?cs call:tag("going", "最新") ?><?cs /if ?></a></li><?cs /each ?>
</ul></section><?cs /if ?>

<?cs if:may_amend || may_withdraw ?>
<section class="card"><h3>需要改动？</h3>
<?cs if:may_amend ?><p class="small"><a href="/apply/amend">修改已提交的申请</a>　修改后须重新提交，从初审开始办理。</p><?cs /if ?>
<?cs if:may_withdraw ?><p class="small"><a href="/apply/withdraw">撤回申请</a>　撤回后不再办理，不能恢复。</p><?cs /if ?>
</section><?cs /if ?>
</div>

<section class="card"><h2>办理进度</h2>
<p class="muted small"><?cs if:app.number ?>受理号 <span class="num"><?cs var:app.number ?></span>　第 <?cs var:app.version ?> 版<?cs /if ?></p>
<ol class="timeline"><?cs each:s = step ?>
<li class="<?cs var:s.kind ?>"<?cs if:s.kind == "now" ?> aria-current="step"<?cs /if ?>><?cs if:s.kind == "done" ?><b><?cs var:Label.apply.event[s.event] ?><?cs if:s.items > #0 ?>（<?cs var:s.items ?> 项）<?cs /if ?></b><small class="num"><?cs var:s.at.month ?>月<?cs var:s.at.day ?>日 <?cs var:s.at.time ?><?cs if:s.version > #0 ?> · 第 <?cs var:s.version ?> 版<?cs /if ?></small><?cs else ?><b><?cs var:Label.apply.step[s.state] ?></b><small><?cs if:s.kind != "now" ?><?cs var:Label.apply.step_note[s.state] ?><?cs else ?><?cs var:Label.apply.now_note[s.state] ?><?cs if:notified.to ?> · 已短信通知 <span class="num"><?cs var:notified.to ?></span>（<?cs var:Label.apply.message_state[notified.state] ?>）<?cs /if ?><?cs /if ?></small><?cs /if ?></li><?cs /each ?>
</ol></section>
</div>
