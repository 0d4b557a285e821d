<?cs # A notice as it reads: its text, where to post, what is asked for (page/notice_text.h). ?>
<article class="card prose">
<?cs each:b = block ?><?cs if:b.kind == "heading" ?><h2><?cs var:b.text ?></h2>
	<?cs elif:b.kind == "item" ?><p class="item"><?cs var:b.text ?></p><?cs else ?><p><?cs var:b.text ?></p>
	<?cs /if ?>
<?cs /each ?></article>
<section class="card" id="mail"><h2>邮寄信息</h2>
<dl class="summary">
<div><dt>收件地址</dt><dd><?cs var:mail.mail_address ?></dd></div>
<div><dt>收件人</dt><dd><?cs var:mail.mail_recipient ?></dd></div>
<div><dt>邮编</dt><dd><?cs var:mail.mail_postcode ?></dd></div>
<div><dt>联系电话</dt><dd><?cs var:mail.mail_phone ?></dd></div>
<?cs if:mail.mail_note ?><div><dt>说明</dt><dd><?cs var:mail.mail_note ?></dd></div>
<?cs /if ?></dl></section>
<section class="card" id="materials"><h2>账户开立所需材料</h2>
<p>登录后按您填写的信息只列出需要的材料。“纸质份数”为 0 的只上传电子版。</p>
<div class="table-wrap">
	<table class="table-stack">
		<thead><tr><th>序号</th><th>材料名称</th><th>对应账户</th><th>纸质份数</th><th>材料说明</th></tr></thead><tbody>
<?cs each:m = materials ?>
	<tr><td class="num"><?cs var:m.number ?></td><td><b><?cs var:m.name ?></b></td>
		<td><?cs
			if:m.accounts == "RT" ?>注册登记账户、交易账户<?cs elif:m.accounts == "R" ?>注册登记账户<?cs else ?>交易账户<?cs
		/if ?></td><td class="num"><?cs var:m.paper_copies ?></td><td><?cs var:m.requirement ?></td>
	</tr>
<?cs /each ?></tbody></table></div></section>
