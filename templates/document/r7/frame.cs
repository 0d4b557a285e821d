<?cs # What the documents of this set share. Markup as in fcgi/press/layout/layout.h. ?>
<?cs # A form made before the first submission bears no 受理号 yet: its check hash, which is over what it prints, tells which
   it is. ?>
<?cs def:begin(title) ?><document title="<?cs var:title ?>" created="<?cs var:doc.created ?>" orientation="portrait">
<footer left="<?cs if:doc.number ?>受理号 <?cs var:doc.number ?>　<?cs /if ?>第 <?cs var:doc.version ?> 版<?cs
	if:doc.draft ?>（提交前生成）<?cs /if ?>" centre="第 {page} 页 共 {pages} 页" right="校验码 <?cs var:doc.hash ?>"/><?cs /def ?>
<?cs def:end() ?></document><?cs /def ?>
<?cs # who signs for the applicant: 法定代表人 of a legal person, else 负责人 ?>
<?cs if:is.subject == "legal_person" ?><?cs set:who = "法定代表人" ?><?cs else ?><?cs set:who = "负责人" ?><?cs /if ?>
<?cs def:subject_words() ?><?cs if:is.subject == "legal_person" ?>法人<?cs else ?>其他组织<?cs /if ?><?cs /def ?>
<?cs # a value, or a dash where nothing was filled in ?>
<?cs def:or_none(v) ?><?cs if:v ?><?cs var:v ?><?cs else ?>—<?cs /if ?><?cs /def ?>
<?cs def:code(v) ?><?cs if:v ?><code><?cs var:v ?></code><?cs else ?>—<?cs /if ?><?cs /def ?>
<?cs # how many are printed, after 打印: the catalogue's count; a form kept only as a file is printed once to be signed ?>
<?cs def:copies() ?><?cs if:doc.copies != "0" ?>一式<?cs var:Label.count[doc.copies] ?>份<?cs /if ?><?cs /def ?>
<?cs def:project() ?><?cs if:f.project_name ?><fields columns="2">
<field label="项目名称" span="2"><?cs var:f.project_name ?></field>
<field label="方法学" span="2"><?cs var:f.project_methodology ?></field>
<field label="是否林业碳汇"><?cs var:f.project_forestry ?></field>
<field label="是否项目所有者"><?cs var:f.project_is_owner ?></field>
<?cs if:f.project_owner_name ?><field label="项目所有者" span="2"><?cs var:f.project_owner_name ?></field>
<field label="转让期限" span="2">自 <?cs var:f.project_transfer_from ?> 至 <?cs var:f.project_transfer_to ?></field><?cs /if ?>
</fields><?cs /if ?><?cs /def ?>
<?cs def:organisation() ?><fields columns="2">
<field label="机构名称" span="2"><?cs var:f.org_name ?></field>
<field label="统一社会信用代码"><?cs call:code(f.uscc) ?></field>
<field label="账户类型"><?cs var:f.kind ?></field>
<field label="主体性质"><?cs call:subject_words() ?></field>
<field label="外商投资或中外合资"><?cs var:f.foreign_invested ?></field>
<field label="所属行业" span="2"><?cs var:f.industry ?></field>
<field label="成立日期"><?cs var:f.founded_on ?></field>
<field label="证照有效期至"><?cs var:f.licence_valid_until ?></field>
<field label="注册资本（万元）"><?cs call:or_none(f.capital) ?></field>
<field label="单位电话"><?cs call:code(f.telephone) ?></field>
<field label="注册地"><?cs var:f.province ?> <?cs var:f.city ?> <?cs var:f.county ?></field>
<field label="邮政编码"><?cs call:code(f.postcode) ?></field>
<field label="注册地址" span="2"><?cs var:f.registered_address ?></field>
<field label="通讯地址" span="2"><?cs var:f.correspondence_address ?></field>
<field label="经营范围或业务范围" span="2"><?cs var:f.scope ?></field>
</fields><?cs /def ?>
<?cs def:signatory() ?><fields columns="2">
<field label="姓名"><?cs var:f.signatory_name ?></field>
<field label="手机号码"><?cs call:code(f.signatory_mobile) ?></field>
<field label="证件类型"><?cs var:f.signatory_document ?></field>
<field label="证件有效期至"><?cs var:f.signatory_valid_until ?></field>
<field label="证件号码" span="2"><?cs call:code(f.signatory_number) ?></field>
</fields><?cs /def ?>
