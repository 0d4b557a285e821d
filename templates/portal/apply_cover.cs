<?cs set:page.nav = "apply" ?><?cs set:page.title = "封面页与装箱清单" ?><?cs set:page.crumb = "封面页与装箱清单" ?><?cs include:"lib/portal_head.cs" ?>
<p class="banner no-print">请用浏览器的“打印”功能打印本页，放在纸质材料最上面一起寄出。</p>
<section class="card cover">
<h1>联合开户纸质材料 封面页与装箱清单</h1>
<p class="cover-number num"><?cs var:app.number ?></p>
<p>封面页编码 <strong class="num"><?cs var:code ?></strong></p>
<p>第 <strong><?cs var:app.version ?></strong> 版　<?cs var:app.org_name ?></p>
<dl class="summary">
<div><dt>收件地址</dt><dd><?cs var:mailing.mail_address ?></dd></div>
<div><dt>收件人</dt><dd><?cs var:mailing.mail_recipient ?>　<span class="num"><?cs var:mailing.mail_phone ?></span></dd></div>
<div><dt>邮编</dt><dd class="num"><?cs var:mailing.mail_postcode ?></dd></div>
<?cs if:mailing.mail_note ?><div><dt>说明</dt><dd><?cs var:mailing.mail_note ?></dd></div>
<?cs /if ?><div><dt>请在此日前寄出</dt><dd class="num"><?cs var:app.due ?></dd></div></dl>
<div class="table-wrap"><table><thead><tr><th scope="col">序号</th><th scope="col">材料</th><th scope="col" class="number">份数</th><th scope="col">已装入</th></tr></thead><tbody>
<?cs each:p = paper ?><tr><td><?cs var:p.number ?></td><td><?cs var:p.name ?><?cs call:post_reason(p) ?></td><td class="number"><?cs var:p.copies ?></td><td><?cs if:p.kind == "held" ?>—<?cs else ?>□<?cs /if ?></td></tr>
<?cs /each ?></tbody><tfoot><tr><th scope="row" colspan="2">合计</th><td class="number"><?cs var:copies ?></td><td></td></tr></tfoot></table></div>
</section>
<div class="actions"><a class="button" href="/apply/shipment">寄出后填写快递单号</a><a class="button button-quiet" href="/apply">返回</a></div>
<?cs include:"lib/portal_foot.cs" ?>
