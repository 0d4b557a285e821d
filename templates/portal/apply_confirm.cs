<?cs set:page.nav = "apply" ?><?cs set:page.title = "确认联系方式" ?><?cs set:page.crumb = "确认联系方式" ?><?cs include:"lib/portal_head.cs" ?>
<div class="reading">
<h1>确认交易代表的手机和邮箱</h1>
<p>审核消息和邮寄通知发到手机，交易账户信息发到邮箱，请用验证码确认都能收到。</p>
<?cs call:error_summary() ?>
<?cs each:c = contact ?>
<section class="card narrow" id="f-<?cs var:c.field ?>" tabindex="-1">
<div class="slot-head-plain"><h2><?cs if:c.channel == "sms" ?>手机<?cs else ?>电子邮箱<?cs /if ?></h2><?cs if:c.confirmed == "1" ?><?cs call:tag("done", "已确认") ?><?cs elif:c.masked ?><?cs call:tag("wait", "待确认") ?><?cs else ?><?cs call:tag("plain", "未填写") ?><?cs /if ?></div>
<?cs if:!c.masked ?><p>请先在<a href="/apply/section/trader">交易代表</a>中填写。</p>
<?cs elif:c.confirmed == "1" ?><p class="num"><?cs var:c.masked ?></p><p class="small muted">如在<a href="/apply/section/trader">交易代表</a>中改动，需要重新确认。</p>
<?cs else ?>
<p class="num"><?cs var:c.masked ?>　<a class="small" href="/apply/section/trader#f-<?cs var:c.field ?>">修改</a></p>
<?cs if:sent == c.field ?><div class="banner banner-done" role="status">验证码已发送至 <span class="num"><?cs var:c.masked ?></span>，10分钟内有效。<?cs if:c.channel == "mail" ?>没有收到请查看垃圾邮件。<?cs /if ?></div><?cs /if ?>
<?cs if:error[c.field] ?><p class="error"><?cs var:error[c.field] ?></p><?cs elif:error.code && values.contact == c.field ?><p class="error"><?cs var:error.code ?></p><?cs /if ?>
<form method="post" action="/apply/confirm/send"><?cs call:tokens() ?><input type="hidden" name="contact" value="<?cs var:c.field ?>"><button class="button button-quiet button-small" type="submit"><?cs if:sent == c.field ?>重新发送验证码<?cs else ?>发送验证码<?cs /if ?></button></form>
<form class="with-button code-form" method="post" action="/apply/confirm"><?cs call:tokens() ?><input type="hidden" name="contact" value="<?cs var:c.field ?>"><div class="field"><label for="code-<?cs var:c.field ?>">6位验证码</label><input id="code-<?cs var:c.field ?>" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12"></div><button class="button" type="submit">确认</button></form>
<?cs /if ?>
</section>
<?cs /each ?>
<div class="actions"><a class="button button-quiet" href="/apply">返回清单</a></div>
</div>
<?cs include:"lib/portal_foot.cs" ?>
