-- Self-check before submitting (core/self_check.c).

-- Of a signed scan of a generated form: the check hash (core/document.h) of the form as it printed when the scan was attached.
-- When the answers print another one, the scan is of an older form. '' where nothing is generated, or not known.
ALTER TABLE application_file
  ADD COLUMN form_hash VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';
ALTER TABLE version_file
  ADD COLUMN form_hash VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '';

-- The first two digits of postcodes and the provinces they lie in.
CREATE TABLE postcode_area (
  prefix         CHAR(2)      CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  province       VARCHAR(30)  NOT NULL,
  PRIMARY KEY (prefix, province)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO postcode_area (prefix, province) VALUES
  ('01', '内蒙古自治区'), ('02', '内蒙古自治区'), ('03', '山西省'), ('04', '山西省'),
  ('05', '河北省'), ('06', '河北省'), ('07', '河北省'), ('10', '北京市'),
  ('11', '辽宁省'), ('12', '辽宁省'), ('13', '吉林省'), ('13', '内蒙古自治区'),
  ('15', '黑龙江省'), ('16', '黑龙江省'), ('16', '内蒙古自治区'), ('20', '上海市'),
  ('21', '江苏省'), ('22', '江苏省'), ('23', '安徽省'), ('24', '安徽省'),
  ('25', '山东省'), ('26', '山东省'), ('27', '山东省'), ('30', '天津市'),
  ('31', '浙江省'), ('32', '浙江省'), ('33', '江西省'), ('34', '江西省'),
  ('35', '福建省'), ('36', '福建省'), ('40', '重庆市'), ('41', '湖南省'), ('42', '湖南省'),
  ('43', '湖北省'), ('44', '湖北省'), ('45', '河南省'), ('46', '河南省'), ('47', '河南省'),
  ('51', '广东省'), ('52', '广东省'), ('53', '广西壮族自治区'), ('54', '广西壮族自治区'),
  ('55', '贵州省'), ('56', '贵州省'), ('57', '海南省'),
  ('61', '四川省'), ('62', '四川省'), ('63', '四川省'), ('64', '四川省'),
  ('65', '云南省'), ('66', '云南省'), ('67', '云南省'), ('71', '陕西省'), ('72', '陕西省'),
  ('73', '甘肃省'), ('74', '甘肃省'), ('75', '宁夏回族自治区'), ('81', '青海省'),
  ('83', '新疆维吾尔自治区'), ('84', '新疆维吾尔自治区'), ('84', '西藏自治区'), ('85', '西藏自治区'),
  ('99', '香港特别行政区'), ('99', '澳门特别行政区');
