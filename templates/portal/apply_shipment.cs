<?cs set:page.nav = "apply" ?><?cs set:page.title = "填写快递单号" ?><?cs set:page.crumb = "填写快递单号" ?><?cs include:"lib/portal_head.cs" ?>
<h1>填写快递单号</h1>
<p>寄出后填写，便于收件时核对。寄往：<?cs var:mailing.mail_address ?>。</p>
<?cs call:error_summary() ?>
<form class="card narrow" method="post" action="/apply/shipment"><?cs call:tokens() ?>
<?cs call:field("courier", "text") ?><?cs call:field("tracking", "text") ?>
<div class="actions"><?cs call:submit("保存") ?><a class="button button-quiet" href="/apply">返回</a></div></form>
<?cs include:"lib/portal_foot.cs" ?>
