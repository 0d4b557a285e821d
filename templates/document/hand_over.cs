<?cs # The list of papers handed from the exchange to the registry. It belongs to no revision of the notice. ?>
<document title="纸质材料移交单" created="<?cs var:doc.created ?>" orientation="portrait">
<footer left="移交单 <?cs var:list.number ?>" centre="第 {page} 页 共 {pages} 页" right="<?cs var:list.cases ?> 件　<?cs var:list.copies ?> 份"/>
<h1>联合开户纸质材料移交单</h1>
<fields columns="2">
<field label="移交单编号"><code><?cs var:list.number ?></code></field>
<field label="制单"><?cs var:list.made_by ?>　<?cs var:list.made_at ?></field>
<field label="移交机构">北京绿色交易所</field>
<field label="接收机构">国家应对气候变化战略研究和国际合作中心</field>
<field label="合计" span="2"><?cs var:list.cases ?> 件申请，<?cs var:list.copies ?> 份材料</field>
</fields>
<h2>一、移交清单</h2>
<table
	widths="3 9 10 3 3 3 7"><head><cell>序号</cell><cell>受理号</cell><cell>申请机构</cell><cell>版本</cell><cell>份数</cell><cell
	>实收</cell><cell>接收情况</cell></head>
<?cs each:x = line ?><row><cell align="centre"><?cs var:x.position ?></cell><cell><code><?cs
	var:x.number ?></code></cell><cell><?cs var:x.org_name ?></cell><cell align="centre"><?cs
	var:x.version ?></cell><cell align="centre"><?cs var:x.copies ?></cell><cell align="centre"><?cs
	var:x.counted ?></cell><cell><?cs if:x.void ?>申请人已修改，此行作废<?cs elif:x.answered_by ?><?cs
	var:Label.office.line_state[x.state] ?>　<?cs var:x.answered_by ?>　<?cs var:x.at ?><?cs if:x.note ?>　<?cs
	var:x.note ?><?cs /if ?><?cs /if ?></cell></row>
<?cs /each ?></table>
<h2>二、材料明细</h2>
<table widths="3 9 26"><head><cell>序号</cell><cell>受理号</cell><cell>移交材料（材料序号　名称　份数）</cell></head>
<?cs each:x = line ?><row><cell align="centre"><?cs var:x.position ?></cell><cell><code><?cs
	var:x.number ?></code></cell><cell><?cs each:p = x.paper ?><?cs var:p.number ?> <?cs var:p.name ?> <?cs
	var:p.copies ?> 份<?cs if:p.counted && p.counted != p.copies ?>（实收 <?cs var:p.counted ?> 份）<?cs /if ?>；<?cs
	/each ?></cell></row>
<?cs /each ?></table>
<keep>
<p size="small">双方当面逐件清点。数量相符的，接收人在系统中确认；不符的，在系统中注明缺少的材料并退回。本单一式两份，双方各执一份。</p>
<marks><mark kind="sign" label="移交人" hint="签字"/><mark kind="date" label="移交日期" hint="年　月　日"/><mark kind="sign"
	label="接收人" hint="签字"/><mark kind="date" label="接收日期" hint="年　月　日"/></marks>
</keep>
</document>
