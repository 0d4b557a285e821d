-- The notice in force and its catalogue (7th revision, 13 March 2025). Loaded again at every migration: what is there stays.
-- It comes in as a draft, since only a draft's catalogue can be written, and is released at the end.
INSERT IGNORE INTO notice_revision (id, title, published_on, state, body, mail_address, mail_recipient, mail_postcode, mail_phone, mail_note) VALUES
(7, '全国温室气体自愿减排注册登记系统和交易系统联合开户须知（第七次修订）', '2025-03-13', 'draft',
'## 一、账户开立类型
1. 全国重点排放单位；
2. 地方重点排放单位；
3. 项目业主；
4. 其他，即符合以下条件，自愿参与全国温室气体自愿减排交易的法人和其他组织：
- (1) 在中华人民共和国境内登记注册，依法设立并有效存续的；
- (2) 具有良好的信誉，近三年无违法违规行为及其他不良诚信记录；
- (3) 不存在国家有关规定禁止或限制从事自愿减排交易的情形；
- (4) 根据市场发展需要和审慎原则规定的其他条件。

## 二、账户开立流程
第一步： 申请机构通过全国温室气体自愿减排交易系统（www.ccer.com.cn）完成游客注册，填写注册信息并上传附件申请材料，提交注册登记账户和交易账户联合开户申请。请妥善保管游客注册的用户名（由英文、数字组成）和密码，审核期间可登录游客账户查看审核进度、修改注册信息。

第二步： 交易机构对开户申请初审，初审通过后，将发送短信至交易代表预留手机号通知邮寄纸质申请材料（为避免快递遗失等问题，建议使用顺丰快递）。邮寄信息见下方。

第三步： 交易机构对纸质申请材料复审，复审通过后，移交注册登记账户纸质申请材料至注册登记机构审核。

第四步： 注册登记机构审核通过后，两系统发送账户信息，注册登记账户信息发送至账户代表预留手机号，交易账户信息发送至交易代表预留邮箱。注册登记机构审核不通过的，需修改注册信息和附件申请材料后再次提交至交易机构初审。

第五步： 申请机构通过全国温室气体自愿减排交易系统（www.ccer.com.cn）下载客户端，按照交易账户信息登录交易账户。注册登记账户与交易账户自动绑定，无需手动操作。交易账户类型为项目业主和其他的，须线上缴纳开户费和年费，收费标准为开户费 2000 元、年费 1000 元。年费有效期为一年，自缴费之日起算，下一年度年费应当在上一年度年费期满前缴纳。期满未缴纳的，暂停交易账户使用，续交后重新计算年费有效期。

## 材料说明
- 上述材料（除 13 项目设计文件、14 其他证明材料外）均为一式两份、加盖公章，具体要求见说明栏。
- 第 4、5 项材料均为注册登记账户开户申请表，申请机构根据申请主体性质（法人或其他组织）择一下载。
- 申请主体为法人的，由其法定代表人签署申请材料；申请主体为其他组织的，由其主要负责人签署申请材料。交易系统入场交易协议（含风险提示函）若由非法定代表人或非负责人签章，需补充提供加盖公章及法定代表人或负责人签章的授权委托书以及被授权人的身份证明，并在附件材料中上传。
- 现阶段全国温室气体自愿减排交易主体为法人和其他组织。',
'北京市通州区观音庵街2号院保利大都汇T3六层北京绿色交易所', '会员与机构合作部 开户受理岗', '101100', '010-57382530', '建议使用顺丰快递');

INSERT IGNORE INTO material (revision_id, code, number, name, accounts, applies_when, paper_copies, registry_copies, needs_seal, needs_signature,
 needs_copy, source, requirement) VALUES
(7, 'subject_licence', 1, '营业执照或其他主体资格证明', 'RT', 'always', 2, 1, 1, 0, 0, 'own', '复印件，加盖公章'),
(7, 'signatory_id', 2, '法定代表人/负责人身份证明', 'RT', 'always', 2, 1, 1, 0, 0, 'own', '复印件（身份证需提供正反面），加盖公章'),
(7, 'foreign_investment', 3, '外商投资证明材料', 'R', 'foreign_invested', 2, 2, 1, 0, 0, 'own', '适用于外资、合资企业，外商投资许可证复印件或中华人民共和国商务部业务系统统一平台（https://wzxxbg.mofcom.gov.cn/gspst/）查询截图，加盖公章'),
(7, 'registry_form_enterprise', 4, '注册登记系统企业开户申请表', 'R', 'legal_person', 2, 2, 1, 1, 0, 'generated', '适用于法人，提交注册信息后系统自动生成表单，下载并加盖公章、法定代表人签章'),
(7, 'registry_form_group', 5, '注册登记系统机构团体开户申请表', 'R', 'other_organisation', 2, 2, 1, 1, 0, 'generated', '适用于其他组织，提交注册信息后系统自动生成表单，下载并加盖公章、负责人签章'),
(7, 'registry_authorisation', 6, '注册登记系统账户代表授权书', 'R', 'always', 2, 2, 1, 1, 0, 'generated', '加盖公章、法定代表人/负责人签章'),
(7, 'initiator_id', 7, '注册登记系统发起代表身份证明', 'R', 'always', 2, 2, 1, 0, 0, 'own', '复印件（身份证需提供正反面），加盖公章'),
(7, 'confirmer_id', 8, '注册登记系统确认代表身份证明', 'R', 'always', 2, 2, 1, 0, 0, 'own', '复印件（身份证需提供正反面），加盖公章'),
(7, 'contact_id', 9, '注册登记系统联系人身份证明', 'R', 'always', 2, 2, 1, 0, 0, 'own', '复印件（身份证需提供正反面），加盖公章'),
(7, 'trading_form', 10, '交易系统开户申请表', 'T', 'always', 2, 0, 1, 0, 0, 'generated', '下载表单填写并加盖公章，提交注册信息后上传'),
(7, 'trading_recommendation', 11, '交易系统交易代表推荐函（含交易代表身份证明）', 'T', 'always', 2, 0, 1, 1, 0, 'generated', '加盖公章、法定代表人/负责人签章、交易代表签字（身份证需提供正反面）'),
(7, 'trading_agreement', 12, '交易系统入场交易协议（含风险提示函）', 'T', 'always', 2, 0, 1, 1, 1, 'generated', '加盖公章、法定代表人/负责人签章，并手抄划线部分文字'),
(7, 'project_design_document', 13, '项目设计文件', 'RT', 'project_owner', 0, 0, 1, 0, 0, 'own', '适用于申请项目业主账户，须提供按照生态环境部发布的方法学以及国家应对气候变化战略研究和国际合作中心发布的《温室气体自愿减排项目设计与实施指南》编制的项目设计文件，请确保设计文件附件完整，并加盖公章。上传电子版材料。'),
(7, 'project_proof', 14, '其他证明材料', 'RT', 'project_owner', 0, 0, 0, 0, 0, 'own', '适用于申请项目业主账户，申请项目登记的项目业主是项目所有者的，须提供项目相关产权证明文件；申请项目登记的项目业主非项目所有者的，除提供项目相关产权证明文件外，还须提供项目所有者与项目业主签订的转让协议。其中林业碳汇项目转让协议的内容需包括：项目所有者将其拥有权属的林业资源产生的温室气体减排量转让给具备专业能力的单位，该单位作为项目业主负责项目的开发、登记和交易，转让期限根据项目寿命期限和权属证书有效期确定。上传电子版材料。'),
(7, 'proxy_authorisation', 15, '协议签章授权委托书（含被授权人身份证明）', 'T', 'signed_by_proxy', 2, 0, 1, 1, 0, 'own', '交易系统入场交易协议由非法定代表人或非负责人签章时提供：加盖公章及法定代表人或负责人签章的授权委托书，以及被授权人的身份证明（身份证需提供正反面）');

INSERT IGNORE INTO material_slot (revision_id, code, slot, position, name, applies_when) VALUES
(7, 'subject_licence', 'document', 1, '文件', 'always'),
(7, 'signatory_id', 'front', 1, '正面', 'always'),
(7, 'signatory_id', 'back', 2, '反面', 'two_sided:signatory'),
(7, 'foreign_investment', 'document', 1, '文件', 'always'),
(7, 'registry_form_enterprise', 'document', 1, '文件', 'always'),
(7, 'registry_form_group', 'document', 1, '文件', 'always'),
(7, 'registry_authorisation', 'document', 1, '文件', 'always'),
(7, 'initiator_id', 'front', 1, '正面', 'always'),
(7, 'initiator_id', 'back', 2, '反面', 'two_sided:initiator'),
(7, 'confirmer_id', 'front', 1, '正面', 'always'),
(7, 'confirmer_id', 'back', 2, '反面', 'two_sided:confirmer'),
(7, 'contact_id', 'front', 1, '正面', 'always'),
(7, 'contact_id', 'back', 2, '反面', 'two_sided:contact'),
(7, 'trading_form', 'document', 1, '文件', 'always'),
(7, 'trading_recommendation', 'document', 1, '推荐函', 'always'),
(7, 'trading_recommendation', 'front', 2, '交易代表证件正面', 'always'),
(7, 'trading_recommendation', 'back', 3, '交易代表证件反面', 'two_sided:trader'),
(7, 'trading_agreement', 'document', 1, '文件', 'always'),
(7, 'project_design_document', 'document', 1, '文件', 'always'),
(7, 'project_proof', 'document', 1, '产权证明文件', 'always'),
(7, 'project_proof', 'transfer', 2, '转让协议', 'not_owner'),
(7, 'proxy_authorisation', 'document', 1, '授权委托书', 'always'),
(7, 'proxy_authorisation', 'front', 2, '被授权人证件正面', 'always'),
(7, 'proxy_authorisation', 'back', 3, '被授权人证件反面', 'two_sided:proxy');

UPDATE material m JOIN notice_revision r ON r.id = m.revision_id AND r.state = 'draft' AND r.prepared_by IS NULL
   SET m.clause = '林业碳汇项目转让协议的内容需包括：项目所有者将其拥有权属的林业资源产生的温室气体减排量转让给具备专业能力的单位，该单位作为项目业主负责项目的开发、登记和交易，转让期限根据项目寿命期限和权属证书有效期确定。',
       m.clause_when = 'forestry_not_owner'
 WHERE m.revision_id = 7 AND m.code = 'project_proof';

UPDATE notice_revision SET state = 'released', effective_on = '2025-03-13' WHERE id = 7 AND state = 'draft' AND prepared_by IS NULL;
