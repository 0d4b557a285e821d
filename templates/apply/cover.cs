<?cs set:page.nav = "apply" ?><?cs set:page.title = "封面页与装箱清单" ?><?cs set:page.crumb = "封面页与装箱清单" ?><?cs include:"lib/portal_head.cs" ?>
<div class="reading">
<h1>封面页与装箱清单</h1>
<section class="card">
	<p>
		受理号 <span class="num"><?cs var:app.number ?></span>，第 <?cs var:app.version ?>
			版。请打印后放在纸质材料最上面一起寄出，收件人凭封面页上的二维码或者编码 <strong class="num"><?cs var:code ?></strong> 登记。
	</p>
<div class="actions">
	<a class="button" href="/apply/version/<?cs var:app.version ?>/document/posting" target="_blank"
		rel="noopener">下载封面页和装箱清单（PDF）</a>
<a class="button button-quiet" href="/apply/version/<?cs var:app.version ?>/document/cover" target="_blank" rel="noopener">只要封面页</a>
<a class="button button-quiet" href="/apply/version/<?cs var:app.version ?>/document/packing_list" target="_blank"
	rel="noopener">只要装箱清单</a>
</div>
</section>
<section class="card"><h2>需要寄送的材料</h2>
<div class="table-wrap">
	<table>
		<thead><tr><th scope="col">序号</th><th scope="col">材料</th><th scope="col" class="number">份数</th></tr>
		</thead><tbody>
<?cs each:p = paper ?>
	<tr><td><?cs var:p.number ?></td><td><?cs var:p.name ?><?cs call:post_reason(p) ?></td>
		<td class="number"><?cs var:p.copies ?></td>
	</tr>
<?cs /each ?></tbody>
<tfoot><tr><th scope="row" colspan="2">合计</th><td class="number"><?cs var:copies ?></td></tr></tfoot>
</table>
</div>
</section>
<section class="card"><h2>寄往</h2><dl class="summary">
<?cs call:mailing_rows() ?>
<?cs if:mailing.mail_note ?><div><dt>说明</dt><dd><?cs var:mailing.mail_note ?></dd></div>
<?cs /if ?><div><dt>请在此日前寄出</dt><dd class="num"><?cs var:app.due ?></dd></div></dl></section>
<div class="actions"><a class="button" href="/apply/shipment">寄出后填写快递单号</a><a class="button button-quiet" href="/apply">返回</a></div>
</div>
<?cs include:"lib/portal_foot.cs" ?>
