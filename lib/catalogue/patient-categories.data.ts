/** Đối tượng đến khám (MA_DOITUONG_KCB). Source: QĐ 3276/2025 as published by htthinh28/check_bhyt@4a00cea8. */
export const patientCategories: Record<string, string> = {
  "1.1": "Đến KCB đúng cơ sở KCB nơi đăng ký KCB BHYT ban đầu (Trừ trường hợp quy định tại mã 1.2)",
  "1.2":
    "Đi KCB tại cơ sở KCB cấp ban đầu bao gồm trạm y tế, cơ sở KCB y học gia đình, trạm y tế quân - dân y, trung tâm y tế huyện (trung tâm y tế khu vực từ 01/7/2025) được cấp giấy phép hoạt động theo hình thức tổ chức là phòng khám, y tế cơ quan, đơn vị, tổ chức được tổ chức dưới hình thức trạm y tế hoặc phòng khám, cơ sở KCB cấp ban đầu trong quân đội, công an (Bao gồm cả trường hợp đến đúng cơ sở KCB nơi đăng ký KCB BHYT ban đầu và đi KCB không đúng nơi đăng ký KCB BHYT ban đầu)",
  "1.3": "Đến KCB có phiếu chuyển cơ sở KCB (Bao gồm Phiếu chuyển cơ sở KCB có giá trị 1 năm)",
  "1.4":
    "Trường hợp KCB khi thay đổi nơi lưu trú, nơi cư trú theo quy định tại Điều 4 Thông tư số 01/2025/TT- BYT",
  "1.5": "Đến KCB theo phiếu hẹn khám lại theo quy định tại Điều 11 Thông tư số 01/2025/TT-BYT",
  "1.6": "Người đã hiến bộ phận cơ thể của mình phải điều trị ngay sau khi hiến bộ phận cơ thể",
  "1.7": "Trẻ sơ sinh phải điều trị ngay sau khi sinh ra",
  "1.11": "Tự đến KCB tại cơ sở KCB cấp ban đầu còn lại không thuộc mã 1.2",
  "1.12":
    "Tự đến KCB ngoại trú tại cơ sở KCB cấp cơ bản đạt số điểm dưới 50 điểm hoặc được tạm xếp cấp cơ bản (trừ trường hợp KCB tại cơ sở KCB cấp cơ bản mà trước ngày 01/01/2025 đã được xác định là tuyến tỉnh hoặc tuyến trung ương)",
  "1.13":
    "Tự đến KCB ngoại trú tại cơ sở KCB cấp cơ bản đạt số điểm từ 50 - 70 điểm (trừ trường hợp các bệnh thuộc Phụ lục II ban hành kèm theo Thông tư số 01/2025/TT-BYT)",
  "1.14":
    "Tự đến KCB ngoại trú tại cơ sở KCB cấp cơ bản mà trước ngày 01/01/2025 đã được xác định là tuyến tỉnh hoặc tuyến trung ương hoặc tương đương tuyến tỉnh hoặc tuyến trung ương (trừ trường hợp các bệnh thuộc Phụ lục II ban hành kèm theo Thông tư số 01/2025/TT-BYT)",
  "1.15": "Tự đến KCB nội trú tại cơ sở KCB cấp cơ bản",
  "1.16":
    "Tự đến KCB tại cơ sở KCB cấp cơ bản đối với các bệnh thuộc Phụ lục II ban hành kèm theo Thông tư số 01/2025/TT-BYT",
  "1.17":
    "Tự đến KCB tại cơ sở KCB cấp chuyên sâu đối với các bệnh thuộc Phụ lục I ban hành kèm theo Thông tư số 01/2025/TT-BYT",
  "1.18":
    "Tự đến KCB ngoại trú tại cơ sở KCB cấp chuyên sâu mà trước ngày 01/01/2025 đã được cơ quan có thẩm quyền xác định là tuyến tỉnh (trừ trường hợp các bệnh thuộc Phụ lục I ban hành kèm theo Thông tư số 01/2025/TT-BYT)",
  "2": "Cấp cứu",
  "3.1":
    "Tự đến KCB tại cơ sở KCB cấp chuyên sâu mà trước ngày 01/01/2025 đã được cơ quan có thẩm quyền xác định là tuyến trung ương (trừ đối tượng quy định tại mã 1.17)",
  "3.2":
    "Tự đến KCB nội trú tại cơ sở KCB cấp chuyên sâu mà trước ngày 01/01/2025 đã được cơ quan có thẩm quyền xác định là tuyến tỉnh (trừ đối tượng quy định tại mã 1.17)",
  "3.3":
    "Tự đến KCB tại cơ sở KCB cấp cơ bản, cấp chuyên sâu mà trước ngày 01/01/2025 đã được cơ quan có thẩm quyền xác định là tuyến huyện",
  "3.6":
    "Người dân tộc thiểu số và người thuộc hộ nghèo đang sinh sống tại vùng có điều kiện kinh tế - xã hội khó khăn, vùng có điều kiện kinh tế - xã hội đặc biệt khó khăn, người đang sinh sống tại xã đảo, huyện đảo khi đến KCB nội trú tại cơ sở KCB cấp chuyên sâu",
  "7": "Lĩnh thuốc theo giấy hẹn (chỉ lĩnh thuốc, không khám bệnh) trong trường hợp dịch bệnh nhóm A hoặc trường hợp bất khả kháng",
  "7.2": "Người bệnh ủy quyền cho người khác đến cơ sở khám bệnh, chữa bệnh lĩnh thuốc",
  "7.3":
    "Người bệnh đến lĩnh thuốc tại cơ sở KCB khác mà không thể đến được cơ sở KCB nơi cấp giấy hẹn. Cơ sở KCB nơi cấp giấy hẹn chuyển thuốc cho cơ sở KCB nơi người bệnh đến lĩnh thuốc (Chỉ áp dụng trong trường hợp dịch bệnh nhóm A)",
  "7.4": "Cơ sở KCB chuyển thuốc đến cho người bệnh (Chỉ áp dụng trong trường hợp dịch bệnh nhóm A)",
  "8": "Thu hồi đề nghị thanh toán",
  "9": "Người bệnh không KCB BHYT",
  "10": "Người bệnh đến cơ sở KCB để lĩnh thuốc theo giấy hẹn (chỉ lĩnh thuốc, không khám bệnh, trừ trường hợp quy định tại mã 7)",
};

/** Codes of files before QĐ 3276/2025 that it has no more; the source (dh-hos/Mo-ta-he-thong) gives no full names. */
export const olderPatientCategories: readonly string[] = ["1.8", "1.9", "1.10", "3.4", "3.5", "3.7", "7.1"];

/** Lý do vào viện of QĐ 4210 (MA_LYDO_VVIEN); what the numbers mean was not found in a decision. */
export const legacyAdmissionReasons: readonly string[] = ["1", "2", "3", "4"];
