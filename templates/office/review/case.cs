<?cs set:page.title = case.org_name ?>
<?cs set:page.wide = "1" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs # What every form of the case carries: what was looked at, and where to come back to. ?>
<?cs def:case_keys() ?><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="version" value="<?cs var:case.current ?>"><input type="hidden" name="moves" value="<?cs var:case.moves ?>"><input type="hidden" name="material" value="<?cs var:case.material ?>"><input type="hidden" name="file" value="<?cs var:case.file ?>"><input type="hidden" name="page" value="<?cs var:case.page ?>"><input type="hidden" name="changed" value="<?cs var:case.only_changed ?>"><?cs /def ?>
<?cs def:decide_keys() ?><?cs call:case_keys() ?><input type="hidden" name="op" value="<?cs var:op ?>"><?cs /def ?>
<?cs def:shown(group, v) ?><?cs if:group && Label.choice[group][v] ?><?cs var:Label.choice[group][v] ?><?cs else ?><?cs var:v ?><?cs /if ?><?cs /def ?>
<?cs def:mark_sign(verdict) ?><?cs if:verdict == "right" ?><span class="sign good" role="img" aria-label="符合">✓</span><?cs elif:verdict == "wrong" ?><span class="sign bad" role="img" aria-label="不符合">✗</span><?cs else ?><span class="sign" role="img" aria-label="未核对">·</span><?cs /if ?><?cs /def ?>
<?cs def:target_words(t) ?><?cs if:t.field ?><?cs call:field_name(t.field) ?><?cs else ?><?cs each:m = material ?><?cs if:m.code == t.material ?><?cs var:m.number ?> <?cs var:m.name ?><?cs /if ?><?cs /each ?><?cs /if ?><?cs /def ?>

<?cs # the papers: counted where that is the work, read elsewhere ?>
<?cs def:papers() ?><?cs if:subcount(paper) > #0 ?><div class="papers" id="papers"><h2>纸质材料</h2>
<?cs if:shipment.tracking ?><p class="muted"><?cs var:shipment.courier ?> <span class="figures"><?cs var:shipment.tracking ?></span>，<?cs var:shipment.posted_at ?> 寄出（第 <?cs var:shipment.version ?> 版）</p><?cs elif:case.state == "awaiting_paper" ?><p class="muted">申请人还没有填写快递单号。</p><?cs /if ?>
<ul class="paper-list"><?cs each:p = paper ?><li><span class="paper-name"><span class="figures"><?cs var:p.number ?></span> <?cs var:p.name ?></span><span class="paper-state"><?cs call:paper_state(p) ?><?cs if:p.marks.seal || p.marks.signature || p.marks.copy ?><span class="muted"><?cs call:paper_mark(p.asked.seal, p.marks.seal, "公章") ?><?cs call:paper_mark(p.asked.signature, p.marks.signature, "签章") ?><?cs call:paper_mark(p.asked.copy, p.marks.copy, "手抄") ?></span><?cs /if ?></span></li><?cs /each ?></ul>
<?cs if:case.state == "paper_review" && may.mark ?><p><a class="button button-quiet button-small" href="<?cs var:papers_url ?>">修改清点结果</a></p><?cs /if ?>
<?cs if:hand_over.number ?><p>移交单 <a class="figures" href="<?cs var:hand_over.url ?>"><?cs var:hand_over.number ?></a></p><?cs /if ?></div><?cs /if ?><?cs /def ?>

<div class="case-head">
<h1><?cs var:case.org_name ?></h1>
<span class="figures"><?cs var:case.number ?></span>
<span>第 <?cs var:case.version ?> 版</span><span><?cs var:Label.choice.kind[case.kind] ?></span><span><?cs var:Label.office.subject[case.subject] ?></span>
<span class="tag tag-done"><?cs var:Label.office.state[case.state] ?></span>
<?cs call:due_tag(case.pace, case.days_left, case.due_on) ?>
<?cs if:case.previous != "0" ?><span class="tag tag-going">较上一版变更 <?cs var:case.changed ?> 处</span><?cs /if ?>
<?cs if:case.amending ?><span class="tag tag-wait">申请人正在修改</span><?cs /if ?>
<span class="case-tools">
<?cs if:case.previous != "0" ?><a href="<?cs var:case.toggle_url ?>">仅看变更 <strong><?cs if:case.only_changed == "1" ?>开<?cs else ?>关<?cs /if ?></strong></a><?cs /if ?>
<span><?cs if:case.mine ?>经办：<strong>我</strong><?cs elif:case.holder ?>经办：<?cs var:case.holder ?><?cs else ?><span class="muted">未领取</span><?cs /if ?></span>
<?cs if:may.mark ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/release"><?cs call:case_keys() ?><button class="link" type="submit">放回队列</button></form>
<?cs elif:may.claim ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/claim"><?cs call:case_keys() ?><button class="button button-small" type="submit">领取</button></form><?cs /if ?>
<?cs if:account_url ?><a href="<?cs var:account_url ?>">交易账户</a>
<?cs /if ?><a href="<?cs var:case.queue_url ?>">回到队列</a>
</span>
</div>

<?cs if:stale_at ?><div class="alert" role="alert"><strong>申请人于 <?cs var:stale_at ?> 修改了申请，请重新查看。</strong> 下面是第 <?cs var:case.current ?> 版，您刚才的操作没有生效。</div><?cs else ?><?cs call:refusals() ?><?cs /if ?>
<?cs if:case.version != case.current ?><div class="alert calm">您在看旧的第 <?cs var:case.version ?> 版，只能查看。<a href="/office/case/<?cs var:case.public_id ?>">回到当前第 <?cs var:case.current ?> 版</a></div><?cs /if ?>

<div class="review" data-review>
<section class="pane data" aria-label="填报内容" data-keep="data">
<p class="pane-nav"><a href="#history">历程、决定与消息 ↓</a></p>
<?cs if:subcount(finding) > #0 ?><div class="findings" id="findings"><h2>自动核对 <?cs if:findings.musts > #0 ?><span class="tag tag-wrong">须更正 <?cs var:findings.musts ?></span> <?cs /if ?><?cs if:findings.advice > #0 ?><span class="tag tag-wait">提示 <?cs var:findings.advice ?></span><?cs /if ?></h2>
<ul><?cs each:x = finding ?><li<?cs if:x.must ?> class="must"<?cs /if ?>><a href="<?cs var:x.url ?>"><?cs if:x.field ?><?cs var:Label.office.section[x.section] ?> · <?cs call:field_name(x.field) ?><?cs else ?>材料 <?cs var:x.number ?> <?cs var:x.material ?><?cs if:x.slot ?> · <?cs var:x.slot ?><?cs /if ?><?cs /if ?></a> <?cs if:Label.office.check[x.rule] ?><?cs var:Label.office.check[x.rule] ?><?cs else ?><?cs var:Label.error[x.rule] ?><?cs /if ?><?cs if:x.value ?> <strong class="figures"><?cs var:x.value ?></strong><?cs /if ?><?cs if:x.other ?><span class="muted">（对照 <?cs var:Label.office.section[x.other_section] ?> · <?cs call:field_name(x.other) ?>）</span><?cs /if ?></li><?cs /each ?></ul></div><?cs else ?><p class="findings-none muted">自动核对：没有发现问题</p><?cs /if ?>
<?cs each:s = section ?>
<h2><?cs if:s.name == "signatory" && case.subject == "legal_person" ?>法定代表人<?cs elif:s.name == "signatory" ?>负责人<?cs else ?><?cs var:Label.office.section[s.name] ?><?cs /if ?></h2>
<?cs each:f = s.field ?><div class="line<?cs if:f.verdict == "wrong" ?> wrong<?cs /if ?><?cs if:f.current ?> current<?cs /if ?>" id="f-<?cs var:f.name ?>"<?cs if:f.markable ?> data-row<?cs /if ?>>
<span class="line-name"><?cs call:field_name(f.name) ?></span>
<span class="line-value"><?cs if:f.changed ?><del><?cs if:f.old ?><?cs call:shown(f.group, f.old) ?><?cs else ?>（空）<?cs /if ?></del><ins><?cs /if ?><?cs if:f.name == revealed.name ?><strong class="figures"><?cs var:revealed.value ?></strong><?cs elif:f.value ?><?cs call:shown(f.group, f.value) ?><?cs else ?><span class="muted">（已清空）</span><?cs /if ?><?cs if:f.changed ?></ins><?cs /if ?>
<?cs if:f.sensitive && f.name != revealed.name ?><form class="inline" method="post" action="/office/case/<?cs var:case.public_id ?>/reveal#f-<?cs var:f.name ?>"><?cs call:case_keys() ?><input type="hidden" name="field" value="<?cs var:f.name ?>"><button class="link" type="submit" title="查看完整内容会记入审计">查看</button></form><?cs /if ?>
<?cs if:f.verdict == "wrong" ?><span class="problem"><?cs var:f.problem ?><?cs if:f.remedy ?> <span class="muted"><?cs var:f.remedy ?></span><?cs /if ?></span><?cs /if ?></span>
<?cs if:may.mark && f.markable ?><form class="marks" method="post" action="/office/case/<?cs var:case.public_id ?>/mark"><?cs call:case_keys() ?><input type="hidden" name="target" value="field:<?cs var:f.name ?>"><button class="mark<?cs if:f.verdict == "right" ?> good<?cs /if ?>" name="verdict" value="right" type="submit" aria-label="<?cs call:field_name(f.name) ?> 符合" data-right>✓</button><a class="mark<?cs if:f.verdict == "wrong" ?> bad<?cs /if ?>" href="<?cs var:f.wrong_url ?>" aria-label="<?cs call:field_name(f.name) ?> 不符合" data-wrong>✗</a></form>
<?cs elif:f.markable ?><span class="marks"><?cs call:mark_sign(f.verdict) ?></span><?cs /if ?></div>
<?cs /each ?>
<?cs /each ?>
<?cs if:subcount(section) == #0 ?><p class="empty">填报内容没有变更。</p><?cs /if ?>
<?cs if:subcount(related) > #0 ?><div class="related"><h2>关联提示</h2><ul><?cs each:x = related ?><li><?cs call:field_name(x.name) ?>同时出现在 <a class="figures" href="<?cs var:x.url ?>"><?cs var:x.number ?></a>（<?cs var:Label.office.state[x.state] ?>）</li><?cs /each ?></ul></div><?cs /if ?>
<div class="history" id="history">
<section><h2>历程</h2><ol class="timeline">
<?cs each:x = event ?><li><span class="figures muted"><?cs var:x.at ?></span> <strong><?cs var:Label.office.action[x.action] ?></strong> 第<?cs var:x.version ?>版 · <?cs var:Label.office.actor[x.actor_kind] ?><?cs if:x.actor ?> <?cs var:x.actor ?><?cs /if ?><span class="muted"> <?cs var:Label.office.state[x.from_state] ?> → <?cs var:Label.office.state[x.to_state] ?></span><?cs if:x.note ?><br><?cs var:x.note ?><?cs /if ?></li>
<?cs /each ?></ol></section>
<section><h2>决定</h2><?cs if:subcount(decision) > #0 ?><ul class="plain"><?cs each:x = decision ?><li><span class="figures muted"><?cs var:x.at ?></span> <?cs var:Label.office.state[x.stage] ?> 第<?cs var:x.version ?>版 <strong><?cs var:Label.office.verdict[x.verdict] ?></strong> · <?cs var:x.staff ?><?cs if:x.proposer ?>（建议：<?cs var:x.proposer ?>）<?cs /if ?><?cs if:x.reason ?><br><?cs var:x.reason ?><?cs /if ?></li><?cs /each ?></ul><?cs else ?><p class="muted">还没有决定。</p><?cs /if ?>
<?cs if:subcount(correction) > #0 ?><h2>最近一次补正告知（第<?cs var:correction.0.version ?>版）</h2><ol class="plain"><?cs each:x = correction ?><li><strong><?cs call:target_words(x) ?></strong>：<?cs var:x.problem ?> <?cs var:x.remedy ?><?cs if:x.answer ?><br><span class="tag tag-going">申请人说明</span> <?cs var:x.answer ?><?cs /if ?></li><?cs /each ?></ol><?cs /if ?></section>
<section><h2>版本</h2><ul class="plain"><?cs each:x = version ?><li><a href="<?cs var:x.url ?>">第<?cs var:x.version ?>版</a> <span class="figures muted"><?cs var:x.at ?> 提交</span></li><?cs /each ?></ul>
<?cs if:subcount(document) > #0 ?><h2>第<?cs var:case.version ?>版的文件（PDF）</h2><ul class="plain"><?cs each:d = document ?><li><a href="<?cs var:d.url ?>" target="_blank" rel="noopener" title="查看会记入审计"><?cs if:d.number ?><span class="figures"><?cs var:d.number ?></span> <?cs /if ?><?cs var:d.title ?></a> <span class="muted">校验码 <span class="figures"><?cs var:d.hash ?></span></span></li><?cs /each ?></ul><?cs /if ?>
<h2 id="messages">消息</h2><?cs if:subcount(message) > #0 ?><ul class="plain message-list"><?cs each:x = message ?><li><?cs call:message_fate(x) ?> <strong><?cs call:message_name(x.name) ?></strong> <?cs var:Label.office.channel[x.channel] ?> → <span class="figures"><?cs var:x.recipient_masked ?></span><br>
<span class="figures muted"><?cs var:x.at.created_at ?><?cs if:x.at.sent_at && x.fate != "unsure" ?> · <?cs var:x.at.sent_at ?> 交服务商<?cs /if ?><?cs if:x.at.delivered_at ?> · <?cs var:x.at.delivered_at ?> 送达<?cs /if ?><?cs if:x.fate == "held" || x.fate == "unsure" ?> · <?cs var:x.at.due_at ?> 再试<?cs /if ?></span>
<?cs if:x.problem ?><span class="problem"><?cs call:message_reason(x) ?></span><?cs /if ?>
<?cs if:may.resend && x.resend ?><form class="inline" method="post" action="/office/case/<?cs var:case.public_id ?>/resend#messages"><?cs call:decide_keys() ?><input type="hidden" name="message" value="<?cs var:x.id ?>"><button class="link" type="submit" aria-label="重新发送 <?cs call:message_name(x.name) ?>">重新发送</button></form><?cs elif:may.resend && x.has_code == "1" ?><span class="muted">含激活码，不能重发；请在“账户代表”处发送新激活码</span><?cs /if ?></li><?cs /each ?></ul><?cs if:may.resend ?><p class="muted">重新发送仍发往当时的号码或邮箱。</p><?cs /if ?><?cs else ?><p class="muted">没有发过消息。</p><?cs /if ?></section>
</div>
</section>

<section class="pane viewer" aria-label="材料文件" id="viewer">
<div class="viewer-bar"><strong><?cs var:current.number ?> <?cs var:current.name ?></strong>
<?cs if:viewer.src ?><span><?cs var:viewer.slot ?> <span class="figures"><?cs var:viewer.position ?>/<?cs var:viewer.count ?></span></span>
<nav class="viewer-files" aria-label="文件"><?cs each:f = file ?><a href="<?cs var:f.url ?>" title="<?cs var:f.name ?>"<?cs if:f.public_id == viewer.public_id ?> aria-current="page"<?cs /if ?>><?cs var:f.slot ?> <?cs var:f.position ?></a><?cs /each ?></nav>
<?cs if:viewer.pages != "1" ?><nav class="viewer-pages" aria-label="页"><?cs if:viewer.previous ?><a href="<?cs var:viewer.previous ?>" rel="prev" data-previous>‹ 上一页</a><?cs /if ?><span class="figures">第 <?cs var:viewer.page ?><?cs if:viewer.pages ?>/<?cs var:viewer.pages ?><?cs /if ?> 页</span><?cs if:viewer.next ?><a href="<?cs var:viewer.next ?>" rel="next" data-next>下一页 ›</a><?cs /if ?></nav><?cs /if ?>
<span class="viewer-tools"><button type="button" class="bar-button" data-zoom="in" hidden>放大 +</button><button type="button" class="bar-button" data-zoom="out" hidden>缩小 −</button><button type="button" class="bar-button" data-rotate hidden>旋转 R</button></span><?cs /if ?></div>
<?cs if:viewer.scan == "infected" ?><p class="viewer-empty problem">这个文件查出病毒，已封存，不能打开。请将这项材料标为“不符合”，退回申请人更换。</p>
<?cs elif:viewer.src && viewer.scan != "clean" && viewer.scan != "unscanned" ?><p class="viewer-empty">正在查毒，查完即可打开，请稍后重新打开本页。</p>
<?cs elif:viewer.src ?><div class="sight"><div class="paper" data-paper><img src="<?cs var:viewer.src ?>" alt="<?cs var:current.name ?> <?cs var:viewer.slot ?> 第 <?cs var:viewer.page ?> 页"></div>
</div><?cs else ?><p class="viewer-empty">这项材料没有文件。</p><?cs /if ?>
<?cs if:viewer.src && viewer.scan == "unscanned" ?><p class="viewer-note muted">未检查病毒（没有配置查毒程序）</p><?cs /if ?>
<?cs if:current.requirement ?><p class="viewer-note"><?cs var:current.requirement ?><?cs each:d = document ?><?cs if:d.name == current.code ?>　页脚校验码应为 <strong class="figures"><?cs var:d.hash ?></strong>　<a href="<?cs var:d.url ?>" target="_blank" rel="noopener">系统生成的表格</a><?cs /if ?><?cs /each ?></p><?cs /if ?>
</section>

<section class="pane todo" aria-label="材料与处理" data-keep="todo">
<?cs if:may.refuse && proposal.reason ?><div class="supervise"><h2>不予开立建议</h2><p><?cs var:proposal.staff ?> <span class="figures muted"><?cs var:proposal.at ?></span></p><p><?cs var:proposal.reason ?></p>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/refuse" class="stack"><?cs call:decide_keys() ?><label for="refuse-reason">决定的理由（告知申请人；留空则用建议的理由）</label><textarea id="refuse-reason" name="reason" rows="3" maxlength="1000"></textarea><button class="button button-danger" type="submit">决定不予开立</button></form></div>
<?cs elif:proposal.reason ?><p class="supervise"><?cs var:proposal.staff ?> 于 <span class="figures"><?cs var:proposal.at ?></span> 建议不予开立，待主管决定：<?cs var:proposal.reason ?></p><?cs /if ?>
<?cs if:case.state == "awaiting_paper" || case.state == "paper_review" ?><?cs call:papers() ?><?cs /if ?>
<?cs if:subcount(holder) > #0 ?><div class="holders" id="holders"><h2>账户代表</h2>
<p class="muted">发送新激活码后，原来的激活码立即失效。登记账户的代表收短信，交易代表收邮件。</p>
<ul class="plain"><?cs each:h = holder ?><li><strong><?cs var:Label.account.role[h.role] ?></strong> <span class="figures"><?cs var:h.login ?></span> <span class="figures muted"><?cs var:h.mobile_masked ?></span><br>
<?cs if:h.activated ?><span class="tag tag-done">已激活</span> <span class="figures muted"><?cs var:h.activated ?></span>
<?cs else ?><span class="tag tag-wait">未激活</span> <span class="muted">激活码<?cs if:h.expired ?>已于<?cs else ?>有效至<?cs /if ?> <span class="figures"><?cs var:h.until ?></span><?cs if:h.expired ?> 失效<?cs /if ?></span>
<form class="inline" method="post" action="/office/case/<?cs var:case.public_id ?>/reissue#holders"><?cs call:decide_keys() ?><input type="hidden" name="login" value="<?cs var:h.login ?>"><button class="link" type="submit" aria-label="给<?cs var:Label.account.role[h.role] ?>发送新激活码">发送新激活码</button></form><?cs /if ?></li><?cs /each ?></ul></div><?cs /if ?>
<h2>材料 <?cs var:material_count ?> 项</h2>
<ol class="materials">
<?cs each:m = material ?><li class="<?cs if:m.current ?>current <?cs /if ?><?cs if:m.verdict == "wrong" ?>wrong<?cs /if ?>" id="m-<?cs var:m.code ?>" data-row>
<a href="<?cs var:m.url ?>"<?cs if:m.current ?> aria-current="true"<?cs /if ?> data-open><span class="figures"><?cs var:m.number ?></span> <?cs var:m.name ?><?cs if:m.changed ?> <span class="tag tag-going">变更</span><?cs /if ?><?cs if:m.files == "0" ?> <span class="tag tag-wait">无文件</span><?cs /if ?></a>
<?cs if:may.mark ?><form class="marks" method="post" action="/office/case/<?cs var:case.public_id ?>/mark"><input type="hidden" name="csrf" value="<?cs var:csrf ?>"><input type="hidden" name="version" value="<?cs var:case.current ?>"><input type="hidden" name="moves" value="<?cs var:case.moves ?>"><input type="hidden" name="material" value="<?cs var:case.material ?>"><input type="hidden" name="changed" value="<?cs var:case.only_changed ?>"><input type="hidden" name="target" value="material:<?cs var:m.code ?>"><button class="mark<?cs if:m.verdict == "right" ?> good<?cs /if ?>" name="verdict" value="right" type="submit" aria-label="<?cs var:m.name ?> 符合" data-right>✓</button><a class="mark<?cs if:m.verdict == "wrong" ?> bad<?cs /if ?>" href="<?cs var:m.url ?>#reason" aria-label="<?cs var:m.name ?> 不符合" data-wrong>✗</a></form>
<?cs else ?><span class="marks"><?cs call:mark_sign(m.verdict) ?></span><?cs /if ?></li>
<?cs /each ?></ol>

<?cs if:may.mark && target.name ?><div class="reason" id="reason">
<h2>不符合的原因</h2>
<p class="target"><?cs if:target.field ?>填报：<?cs call:field_name(target.field) ?><?cs else ?>材料：<?cs var:target.material ?><?cs /if ?></p>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/mark" data-reason><?cs call:case_keys() ?><input type="hidden" name="target" value="<?cs var:target.name ?>">
<p class="chips"><?cs each:x = reason ?><button class="chip<?cs if:x.problem == target.problem ?> on<?cs /if ?>" type="submit" name="reason" value="<?cs var:x.id ?>" title="<?cs var:x.remedy ?>"><?cs var:x.problem ?></button> <?cs /each ?></p>
<label class="hidden" for="problem">其他问题</label><input id="problem" name="problem" value="<?cs if:values.problem ?><?cs var:values.problem ?><?cs elif:target.verdict == "wrong" ?><?cs var:target.problem ?><?cs /if ?>" placeholder="其他问题" maxlength="500">
<?cs if:error.problem ?><p class="field-error"><?cs var:error.problem ?></p><?cs /if ?>
<label class="hidden" for="remedy">如何更正</label><textarea id="remedy" name="remedy" rows="2" maxlength="500" placeholder="如何更正（可不填）"><?cs if:values.remedy ?><?cs var:values.remedy ?><?cs elif:target.verdict == "wrong" ?><?cs var:target.remedy ?><?cs /if ?></textarea>
<button class="button button-quiet button-small" type="submit" name="verdict" value="wrong">记为不符合</button>
</form></div><?cs /if ?>

<?cs if:case.state != "awaiting_paper" && case.state != "paper_review" ?><?cs call:papers() ?><?cs /if ?>

<?cs if:may.mark && case.wrong > #0 ?><details class="preview" open><summary>告知书预览（<?cs var:case.wrong ?> 项）</summary><ol><?cs each:s = letter ?><li><strong><?cs if:s.field ?><?cs var:Label.office.section[s.section] ?> · <?cs call:field_name(s.field) ?><?cs else ?><?cs var:s.name ?><?cs /if ?></strong>：<?cs var:s.problem ?><?cs if:s.remedy ?>。<?cs var:s.remedy ?><?cs /if ?></li><?cs /each ?></ol></details><?cs /if ?>
<?cs if:may.mark && !proposal.reason ?><details class="propose"<?cs if:error.reason ?> open<?cs /if ?>><summary>建议不予开立</summary><form method="post" action="/office/case/<?cs var:case.public_id ?>/propose-refusal" class="stack"><?cs call:case_keys() ?><label for="reason-words">理由（由主管决定）</label><textarea id="reason-words" name="reason" rows="3" maxlength="1000" required></textarea><?cs if:error.reason ?><p class="field-error"><?cs var:error.reason ?></p><?cs /if ?><button class="button button-danger button-small" type="submit">提交建议</button></form></details><?cs /if ?>
<?cs if:subcount(colleague) > #0 ?><form class="reassign" method="post" action="/office/case/<?cs var:case.public_id ?>/reassign"><?cs call:case_keys() ?><label for="staff">改派给</label> <select id="staff" name="staff"><?cs each:x = colleague ?><option value="<?cs var:x.id ?>"<?cs if:x.name == case.holder ?> selected<?cs /if ?>><?cs var:x.name ?></option><?cs /each ?></select> <button class="button button-quiet button-small" type="submit">改派</button></form><?cs /if ?>
<?cs if:may.mark ?><p class="keys muted" data-keys hidden>键盘：↑↓ 选择　空格 符合　X 不符合<br>J 下一文件　← → 翻页　R 旋转　Ctrl+Enter 提交</p><?cs /if ?>

<div class="decide" id="decide">
<?cs if:may.review && !may.mark ?><p class="muted"><?cs if:case.holder ?>由 <?cs var:case.holder ?> 经办，您可以查看。<?cs else ?>领取后可以核对和处理。<?cs /if ?></p><?cs /if ?>
<?cs if:may.mark ?>
<p class="tally">符合 <strong><?cs var:case.right ?></strong>　不符合 <strong<?cs if:case.wrong > #0 ?> class="bad"<?cs /if ?>><?cs var:case.wrong ?></strong>　未核对 <strong><?cs var:case.unmarked ?></strong></p>
<div class="buttons">
<?cs if:case.unmarked > #0 ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/mark-rest"><?cs call:case_keys() ?><button class="button button-quiet" type="submit">其余 <?cs var:case.unmarked ?> 项都符合</button></form><?cs /if ?>
<?cs if:may.return && case.wrong > #0 ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/return"><?cs call:decide_keys() ?><button class="button button-danger" type="submit" data-primary>退回补正（<?cs var:case.wrong ?> 项）</button></form><?cs /if ?>
<?cs if:may.return_paper && paper_problems > #0 ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/return-paper"><?cs call:decide_keys() ?><button class="button button-danger" type="submit"<?cs if:!(case.wrong > #0) ?> data-primary<?cs /if ?>>退回纸质材料（<?cs var:paper_problems ?> 项）</button></form><?cs /if ?>
<?cs if:may.pass && !(case.wrong > #0) && !(paper_problems > #0) ?>
<?cs if:needs_code ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/step-up"><?cs call:case_keys() ?><button class="button button-quiet button-small" type="submit">发送开户验证码</button></form>
<form method="post" action="/office/case/<?cs var:case.public_id ?>/pass" class="with-code"><?cs call:decide_keys() ?><label for="code">验证码</label><input id="code" name="code" class="figures tiny" inputmode="numeric" autocomplete="one-time-code" maxlength="6" required><button class="button" type="submit" data-primary>通过并开立账户</button><?cs if:error.code ?><p class="field-error"><?cs var:error.code ?></p><?cs /if ?></form>
<?cs elif:case.state == "initial_review" && case.unmarked > #0 ?><button class="button" type="button" disabled>通过</button>
<?cs elif:case.state == "paper_review" && paper_complete == "0" ?><button class="button" type="button" disabled>通过</button><span class="muted">纸质材料清点齐全后可以通过</span>
<?cs else ?><form method="post" action="/office/case/<?cs var:case.public_id ?>/pass"><?cs call:decide_keys() ?><button class="button" type="submit" data-primary>通过<?cs if:case.state == "initial_review" ?>，通知邮寄纸质材料<?cs /if ?></button></form><?cs /if ?>
<?cs /if ?>
</div>
<?cs /if ?>
<?cs if:case.state == "to_hand_over" && may.hand_over ?><p><a class="button" href="/office/hand-over">列入移交单</a></p><?cs /if ?>
<?cs if:case.state == "handed_over" && hand_over.number ?><p><a class="button button-quiet" href="<?cs var:hand_over.url ?>">打开移交单</a></p><?cs /if ?>
<?cs if:may.receive ?><p><a class="button" href="<?cs var:papers_url ?>" data-primary>清点纸质材料</a></p>
<?cs elif:!may.mark && !may.review && !may.refuse && case.state != "to_hand_over" && case.state != "handed_over" ?><p class="muted">目前没有您可以处理的事项。</p><?cs /if ?>
</div>
</section>
</div>

<?cs include:"lib/office_foot.cs" ?>
