<?cs include:"document/r7/parcel.cs" ?><?cs call:begin("联合开户纸质材料封面页与装箱清单") ?><?cs call:cover_part() ?><break/><?cs
	call:packing_part() ?><?cs call:end() ?>
