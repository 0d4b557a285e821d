<?cs include:"document/r7/frame.cs" ?>
<?cs call:begin("交易系统开户申请表") ?>
<h1>交易系统开户申请表</h1>
<p size="small">本表由联合开户系统按申请机构填报的信息生成。请逐项核对，如需更改，请在系统中修改后重新打印，涂改无效。核对无误后打印<?cs call:copies() ?>，加盖公章。</p>
<h2>一、申请机构</h2>
<?cs call:organisation() ?>
<h2>二、<?cs var:who ?></h2>
<?cs call:signatory() ?>
<h2>三、交易代表</h2>
<fields columns="2">
<field label="姓名"><?cs var:f.trader_name ?></field>
<field label="手机号码"><?cs call:code(f.trader_mobile) ?></field>
<field label="证件类型"><?cs var:f.trader_document ?></field>
<field label="证件有效期至"><?cs var:f.trader_valid_until ?></field>
<field label="证件号码"><?cs call:code(f.trader_number) ?></field>
<field label="固定电话"><?cs call:code(f.trader_landline) ?></field>
<field label="电子邮箱" span="2"><?cs var:f.trader_email ?></field>
<field label="联系地址" span="2"><?cs var:f.trader_address ?></field>
</fields>
<?cs if:f.project_name ?><h2>四、项目信息</h2>
<?cs call:project() ?><?cs /if ?>
<keep>
<h2>申请机构声明</h2>
<list>
<?cs
	if:is.kind ==
	"other"
	?><item>本机构在中华人民共和国境内登记注册，依法设立并有效存续；具有良好的信誉，近三年无违法违规行为及其他不良诚信记录；不存在国家有关规定禁止或限制从事自愿减排交易的情形；符合根据市场发展需要和审慎原则规定的其他条件。</item><?cs
	/if ?>
<item>本机构自愿申请开立全国温室气体自愿减排交易账户，已阅读并遵守《<?cs var:doc.revision_title ?>》及交易机构发布的交易规则和有关制度，知悉交易风险。</item>
<item>本表所填信息及所附材料真实、准确、完整，纸质材料与电子材料一致；信息发生变化时及时申请变更。如有不实，由本机构承担相应责任。</item>
<item>本机构确认交易代表的联系方式有效：审核消息以短信发送至其手机号码，交易账户信息发送至其电子邮箱。</item>
<item>本机构已取得表中人员的单独同意，为办理和管理账户处理其证件号码、联系方式等个人信息。</item>
</list>
<marks><mark kind="seal" label="申请机构" hint="加盖公章"/><mark kind="date" label="日期" hint="年　月　日"/></marks>
</keep>
<keep>
<h2>以下由交易机构填写</h2>
<fields columns="2"><field label="初审人、日期"> </field><field label="复审人、日期"> </field></fields>
</keep>
<?cs call:end() ?>
