<?cs set:title = "注册登记系统企业开户申请表" ?><?cs include:"document/r7/registry_form.cs" ?>
