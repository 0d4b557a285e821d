<?cs include:"document/r7/parcel.cs" ?><?cs call:begin("联合开户纸质材料封面页") ?><?cs call:cover_part() ?><?cs call:end() ?>
